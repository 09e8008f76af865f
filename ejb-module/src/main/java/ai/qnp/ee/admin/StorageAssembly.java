package ai.qnp.ee.admin;

import ai.qnp.core.access.FreeTier;
import ai.qnp.core.access.Randomness;
import ai.qnp.core.routing.Platform;
import ai.qnp.ee.accounting.Charges;
import ai.qnp.ee.accounting.Nodes;
import ai.qnp.ee.persistence.DatabaseRecordStore;
import ai.qnp.ee.persistence.EmbeddedFile;
import ai.qnp.ee.persistence.GroupCommitUsageRecords;
import ai.qnp.ee.persistence.ImmediateUsageRecords;
import ai.qnp.ee.persistence.JournalFirstRecordStore;
import ai.qnp.ee.persistence.JpaGrants;
import ai.qnp.ee.persistence.OutageRecordStore;
import ai.qnp.ee.persistence.RecordStore;
import ai.qnp.ee.persistence.SchemaMigration;
import ai.qnp.ee.persistence.StoredPrices;
import ai.qnp.ee.persistence.StoredSage;
import ai.qnp.ee.persistence.StoredSites;
import ai.qnp.ee.persistence.StoredUsageRecords;
import ai.qnp.ee.persistence.Transactions;
import ai.qnp.ee.platform.DefaultSage;
import ai.qnp.ee.platform.ShippedCatalogue;
import ai.qnp.ee.settings.FreeTierSettings;
import ai.qnp.ee.settings.ServerSettingNames;
import ai.qnp.ee.settings.SettingValues;
import ai.qnp.ee.vault.PrivateFile;
import ai.qnp.ee.vault.Vault;
import ai.qnp.ee.vault.VaultCredentials;
import ai.qnp.ee.vault.VaultOpening;
import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;

/** Puts the store together: one of each, for the whole application. Whoever gets one gets a migrated database. */
@ApplicationScoped
public class StorageAssembly {
    /** Long enough to commit seldom; whoever reads does not wait for it. */
    private static final Duration GATHERING = Duration.ofSeconds(1);

    @Resource(lookup = "jdbc/qnp")
    private DataSource dataSource;

    @Resource
    private ManagedThreadFactory threads;

    @Produces
    @Singleton
    ServerSettings settings() {
        return ServerSettings.read(SettingValues.of(ConfigProvider.getConfig()));
    }

    @Produces
    @Singleton
    Randomness randomness() {
        SecureRandom source = new SecureRandom();
        return count -> {
            byte[] bytes = new byte[count];
            source.nextBytes(bytes);
            return bytes;
        };
    }

    @Produces
    @Singleton
    SchemaMigration schema(ServerSettings settings) throws IOException {
        SettingValues values = SettingValues.of(ConfigProvider.getConfig());
        EmbeddedFile.findLastCommit(values.orNull(ServerSettingNames.DATABASE_URL), settings.dataDir());
        SchemaMigration schema = new SchemaMigration(dataSource);
        schema.run();
        return schema;
    }

    @Produces
    @Singleton
    AuditedStore store(SchemaMigration migrated, Transactions transactions, Randomness randomness) {
        return new AuditedStore(transactions, randomness, InstantSource.system());
    }

    @Produces
    @Singleton
    Vault vault(SchemaMigration migrated, Transactions transactions, Randomness randomness, ServerSettings settings)
            throws VaultOpening.MasterKeyRejected, IOException {
        PrivateFile file = new PrivateFile(settings.dataDir().resolve("master-key"));
        return new VaultOpening(transactions, randomness, settings.masterKey(), file).open();
    }

    @Produces
    @Singleton
    AdminToken adminToken(ServerSettings settings, Randomness randomness) throws IOException {
        PrivateFile file = new PrivateFile(settings.dataDir().resolve("admin-token"));
        return AdminToken.open(settings.adminToken(), file, randomness);
    }

    @Produces
    @Singleton
    FreeTier freeTier() {
        return FreeTierSettings.read(SettingValues.of(ConfigProvider.getConfig()));
    }

    @Produces
    @Singleton
    JpaGrants grants(
            Transactions transactions,
            Vault vault,
            Supplier<Platform> platform,
            ServerSettings settings,
            FreeTier freeTier) {
        return new JpaGrants(
                transactions,
                new VaultCredentials(vault),
                platform,
                settings.billing(),
                freeTier,
                settings.storageAway(),
                Ticker.systemTicker());
    }

    @Produces
    @Singleton
    StoredSites sites(Transactions transactions) {
        return new StoredSites(transactions, InstantSource.system(), Ticker.systemTicker());
    }

    @Produces
    @Singleton
    StoredSage sage(Transactions transactions) {
        return new StoredSage(transactions, DefaultSage.table(), Ticker.systemTicker());
    }

    @Produces
    @Singleton
    StoredPrices prices(SchemaMigration migrated, Transactions transactions) {
        return new StoredPrices(transactions, ShippedCatalogue.json(), InstantSource.system());
    }

    @Produces
    @Singleton
    StoredUsageRecords usageRecords(
            Transactions transactions, Nodes nodes, Charges charges, Journals journals, ServerSettings settings) {
        RecordStore database = new DatabaseRecordStore(transactions, nodes.nodeId(), charges);
        return settings.journalFirst()
                ? new ImmediateUsageRecords(
                        new JournalFirstRecordStore(database, journals.first(), nodes.nodeId(), GATHERING, threads))
                : new GroupCommitUsageRecords(
                        new OutageRecordStore(database, journals.outage(), nodes.nodeId()),
                        threads,
                        settings.usageQueue());
    }

    void close(@Disposes StoredUsageRecords records) {
        records.close();
    }

    @Produces
    @Singleton
    FirstStart firstStart(
            AuditedStore store,
            KeyService keys,
            KeyDirectory directory,
            SetupLinks setupLinks,
            ServerSettings settings) {
        return new FirstStart(store, keys, directory, setupLinks, settings);
    }
}
