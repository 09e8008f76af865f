package ai.qnp.lambda;

import ai.qnp.core.health.TargetHealth;
import ai.qnp.core.relay.Accounting;
import ai.qnp.core.relay.BrowserAccess;
import ai.qnp.core.relay.Gate;
import ai.qnp.core.relay.Grants;
import ai.qnp.core.relay.Relay;
import ai.qnp.core.relay.RelaySettings;
import ai.qnp.core.relay.Time;
import ai.qnp.core.relay.Upstreams;
import ai.qnp.ee.accounting.Charges;
import ai.qnp.ee.accounting.GoneNodes;
import ai.qnp.ee.accounting.LeasedReservations;
import ai.qnp.ee.accounting.Leases;
import ai.qnp.ee.accounting.NodeLife;
import ai.qnp.ee.accounting.NodeName;
import ai.qnp.ee.accounting.Nodes;
import ai.qnp.ee.accounting.StoredQuotas;
import ai.qnp.ee.bodies.BackgroundRequestBodies;
import ai.qnp.ee.bodies.BodyStore;
import ai.qnp.ee.bodies.LostBodies;
import ai.qnp.ee.files.PublicFiles;
import ai.qnp.ee.gateway.ScheduledTimers;
import ai.qnp.ee.gateway.SystemTime;
import ai.qnp.ee.health.BoundedHealth;
import ai.qnp.ee.health.ProviderRules;
import ai.qnp.ee.persistence.DatabaseRecordStore;
import ai.qnp.ee.persistence.GroupCommitUsageRecords;
import ai.qnp.ee.persistence.JpaGrants;
import ai.qnp.ee.persistence.LocalTransactions;
import ai.qnp.ee.persistence.OneTry;
import ai.qnp.ee.persistence.SchemaMigration;
import ai.qnp.ee.persistence.StoredPrices;
import ai.qnp.ee.persistence.StoredSage;
import ai.qnp.ee.persistence.StoredSites;
import ai.qnp.ee.platform.ConfiguredPlatform;
import ai.qnp.ee.platform.DefaultSage;
import ai.qnp.ee.platform.ShippedCatalogue;
import ai.qnp.ee.upstream.CallRules;
import ai.qnp.ee.vault.PrivateFile;
import ai.qnp.ee.vault.Vault;
import ai.qnp.ee.vault.VaultCredentials;
import ai.qnp.ee.vault.VaultOpening;
import ai.qnp.lambda.upstream.Deadline;
import com.github.benmanes.caffeine.cache.Ticker;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Everything that lives as long as Lambda keeps this process, put together by hand. The same relay and the same store as
 * on a server; only the transport and the front door are others.
 */
final class Sandbox implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Sandbox.class.getName());
    private static final int WAITING_RECORDS = 100;
    /** One request at a time has one body. */
    private static final long WAITING_BODIES = 2 << 20;

    private static final Duration BODY_WAIT = Duration.ofSeconds(1);
    private static final long AWAKE_NANOS = Duration.ofSeconds(15).toNanos();

    private final FunctionSettings settings;
    private final Time time = new SystemTime();
    private final ConfiguredPlatform platform;
    private final StoredPrices prices;
    private final KeptConnections connections;
    private final LocalTransactions transactions;
    private final GroupCommitUsageRecords records;
    private final BackgroundRequestBodies bodies;
    private final Gate gate;
    private final BrowserAccess browsers;
    private final ProviderWays providers;
    private final PublicFiles files;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("clock").factory());
    private final TargetHealth health;
    private final LeasedReservations reservations;
    private final StoredQuotas quotas;
    private final Accounting accounting;
    private final NodeLife node;
    private long lastUsedAt = System.nanoTime();

    private Sandbox(
            FunctionSettings settings,
            ConfiguredPlatform platform,
            StoredPrices prices,
            ProviderRules breakers,
            CallRules rules,
            KeptConnections connections,
            LocalTransactions transactions,
            Vault vault) {
        this.settings = settings;
        this.platform = platform;
        this.prices = prices;
        this.connections = connections;
        this.transactions = transactions;
        Grants grants = new JpaGrants(
                transactions,
                new VaultCredentials(vault),
                platform,
                settings.billing(),
                settings.freeTier(),
                Duration.ofSeconds(1),
                Ticker.systemTicker());
        this.gate = new Gate(grants, time);
        InstantSource instants = InstantSource.system();
        this.browsers = new BrowserAccess(grants, new StoredSites(transactions, instants, Ticker.systemTicker()));
        String nodeId = NodeName.passing(Sandbox::random).id();
        Nodes nodes = new Nodes(transactions, nodeId, instants);
        Charges charges = new Charges(nodes, instants);
        this.reservations = new LeasedReservations(new Leases(transactions, nodeId, instants), settings.waitForFunds());
        this.quotas = StoredQuotas.over(transactions, instants);
        this.node = new NodeLife(
                transactions,
                nodes,
                reservations,
                quotas,
                new GoneNodes(transactions, nodeId, charges, instants, System::nanoTime),
                other -> false,
                NodeLife.Journals.NONE);
        this.records = new GroupCommitUsageRecords(
                new DatabaseRecordStore(transactions, nodeId, charges),
                Thread.ofPlatform().daemon().name("usage-records").factory(),
                WAITING_RECORDS);
        this.accounting = new Accounting(quotas, reservations, records);
        this.bodies = new BackgroundRequestBodies(
                new BodyStore(transactions, vault, instants)::store,
                Thread.ofPlatform().daemon().name("request-bodies").factory(),
                WAITING_BODIES,
                new LostBodies(lost -> {}, System::nanoTime));
        this.providers = new ProviderWays(settings, rules, time, new ScheduledTimers(clock));
        this.files = new PublicFiles(settings.files());
        this.health = BoundedHealth.by(breakers);
    }

    /**
     * Makes everything ready, the database's schema included.
     *
     * @param longestAnswer in bytes, what can be handed over whole
     */
    static Sandbox open(Map<String, String> environment, int longestAnswer) throws NotReady {
        EnvironmentConfig config = new EnvironmentConfig(environment);
        FunctionSettings settings = FunctionSettings.read(config, longestAnswer);
        KeptConnections connections = KeptConnections.to(settings);
        try {
            return open(config, settings, connections);
        } catch (NotReady notReady) {
            connections.close();
            throw notReady;
        } catch (SQLException | RuntimeException storage) {
            connections.close();
            throw NotReady.storageAway(storage);
        }
    }

    private static Sandbox open(EnvironmentConfig config, FunctionSettings settings, KeptConnections connections)
            throws NotReady, SQLException {
        // a database that is away is waited for once, not once for each step
        connections.getConnection().close();
        SchemaMigration schema = new SchemaMigration(connections);
        if (!schema.isCurrent()) {
            schema.run();
        }
        LocalTransactions transactions = LocalTransactions.over(connections);
        transactions.read(OneTry::set);
        Vault vault = vault(settings, transactions);
        StoredSage sage = new StoredSage(transactions, DefaultSage.table(), Ticker.systemTicker());
        StoredPrices prices = new StoredPrices(transactions, ShippedCatalogue.json(), InstantSource.system());
        Sandbox sandbox = new Sandbox(
                settings,
                new ConfiguredPlatform(config, sage, prices),
                prices,
                new ProviderRules(config),
                new CallRules(config),
                connections,
                transactions,
                vault);
        sandbox.node.enter();
        return sandbox;
    }

    private static byte[] random(int count) {
        byte[] bytes = new byte[count];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    /** Between two events Lambda may freeze the process: after a while others take it for dead, and it looks for them. */
    void wake() {
        if (System.nanoTime() - lastUsedAt > AWAKE_NANOS) {
            node.tick();
        }
        lastUsedAt = System.nanoTime();
    }

    /** Leaves nothing in the hands of a process that may be frozen for ever. */
    void rest() {
        bodies.catchUp(BODY_WAIT);
        giveBack(reservations::giveBackAll);
        giveBack(quotas::giveBackAll);
        lastUsedAt = System.nanoTime();
    }

    /** The answer is out: a database that is away now must not make it a failure. Others take back what is left. */
    private static void giveBack(Runnable everything) {
        try {
            everything.run();
        } catch (RuntimeException away) {
            LOG.log(System.Logger.Level.WARNING, "what this sandbox held can't be given back now", away);
        }
    }

    private static Vault vault(FunctionSettings settings, LocalTransactions transactions) throws NotReady {
        // a sandbox keeps no files: this one is never looked for, because the environment has the key
        PrivateFile none = new PrivateFile(Path.of("master-key"));
        try {
            return new VaultOpening(
                            transactions,
                            count -> new byte[count],
                            settings.masterKey().reveal(),
                            none)
                    .open();
        } catch (VaultOpening.MasterKeyRejected | IOException rejected) {
            throw NotReady.misconfigured(String.valueOf(rejected.getMessage()));
        }
    }

    /** The front door for one invocation, which ends everything by the deadline, or when its client hangs up. */
    FrontDoor frontDoor(Deadline deadline, HangUp hangUp) {
        // nothing runs here between two invocations
        prices.refresh();
        RelaySettings bounds = settings.relay();
        boolean endsEarlier = deadline.remaining().compareTo(bounds.deadline()) < 0;
        Relay relay = new Relay(
                gate,
                platform,
                new Upstreams(
                        hangUp.endsWhatComesBy(providers.until(deadline)),
                        files,
                        health,
                        time,
                        endsEarlier ? bounds.within(deadline.remaining()) : bounds),
                accounting,
                bodies,
                new FailureLog(),
                new ScheduledTimers(clock));
        return new FrontDoor(
                relay, gate, browsers, platform, time, settings.maxRequestBytes(), settings.trustedProxies());
    }

    Time time() {
        return time;
    }

    /** Lets go of everything, for tests: Lambda just ends the process. */
    @Override
    public void close() {
        records.close();
        bodies.close();
        transactions.close();
        connections.close();
        providers.close();
        files.close();
        clock.shutdownNow();
    }
}
