package ai.qnp.lambda;

import ai.qnp.core.access.FreeTier;
import ai.qnp.core.access.Randomness;
import ai.qnp.core.access.ReachableAddresses;
import ai.qnp.core.provider.Secret;
import ai.qnp.core.routing.Platform;
import ai.qnp.ee.admin.AccountService;
import ai.qnp.ee.admin.Actor;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.AuditedStore;
import ai.qnp.ee.admin.CredentialService;
import ai.qnp.ee.admin.KeyService;
import ai.qnp.ee.admin.KeySettings;
import ai.qnp.ee.admin.NewCredential;
import ai.qnp.ee.admin.ServerSettings;
import ai.qnp.ee.admin.Tier;
import ai.qnp.ee.persistence.JpaGrants;
import ai.qnp.ee.persistence.LocalTransactions;
import ai.qnp.ee.persistence.SchemaMigration;
import ai.qnp.ee.platform.ConfiguredPlatform;
import ai.qnp.ee.settings.SettingValues;
import ai.qnp.ee.vault.Vault;
import ai.qnp.ee.vault.VaultCredentials;
import com.github.benmanes.caffeine.cache.Ticker;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A QNP server as far as a function sees one: it has set up the database and makes keys and credentials there. */
final class Server {
    static final String MASTER_KEY = Base64.getEncoder().encodeToString(new byte[32]);

    private static final Actor ACTOR = new Actor("test", "local", true);

    private final EmbeddedPostgres postgres;
    private final DataSource database;
    private final KeyService keys;
    private final CredentialService credentials;
    private final String account;

    private Server(EmbeddedPostgres postgres) {
        this.postgres = postgres;
        this.database = postgres.getPostgresDatabase();
        new SchemaMigration(database).run();
        LocalTransactions transactions = LocalTransactions.over(database);
        Vault vault = Vault.under(new byte[32]);
        Supplier<Platform> platform =
                new ConfiguredPlatform(new EnvironmentConfig(Map.of("OPENAI_API_KEY", "sk-platform")));
        AuditedStore store = new AuditedStore(transactions, random(), InstantSource.system());
        JpaGrants grants = new JpaGrants(
                transactions,
                new VaultCredentials(vault),
                platform,
                false,
                FreeTier.UNLIMITED,
                Duration.ofSeconds(1),
                Ticker.systemTicker());
        ServerSettings settings = ServerSettings.read(
                SettingValues.of(new EnvironmentConfig(Map.of("QNP_CREDENTIALS_ALLOW_BASE_URL", "true"))));
        this.keys = new KeyService(store, grants, platform, FreeTier.UNLIMITED);
        this.credentials = new CredentialService(store, grants, vault, platform, settings, ReachableAddresses.PUBLIC);
        this.account = done(new AccountService(store, grants).create("jo@example.com", Tier.PRO, ACTOR))
                .id();
        operator(true);
    }

    /** Whether the account is the operator's, whose credentials may lead to this machine, where the tests' providers are. */
    void operator(boolean is) {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute("update accounts set is_operator = " + is);
        } catch (SQLException unable) {
            throw new IllegalStateException(unable);
        }
    }

    /** The one that all tests share; it ends with the JVM. */
    static Server running() {
        return Running.SERVER;
    }

    private static final class Running {
        static final Server SERVER = start();

        private static Server start() {
            try {
                return new Server(EmbeddedPostgres.builder().start());
            } catch (IOException unable) {
                throw new UncheckedIOException(unable);
            }
        }
    }

    int port() {
        return postgres.getPort();
    }

    /** The environment of a function on this server's database. */
    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("QNP_DATABASE_URL", "jdbc:postgresql://127.0.0.1:" + port() + "/postgres");
        environment.put("QNP_DATABASE_USER", "postgres");
        environment.put("QNP_DATABASE_PASSWORD", "postgres");
        environment.put("QNP_MASTER_KEY", MASTER_KEY);
        environment.put("QNP_BILLING", "off");
        return environment;
    }

    Connection connection() throws SQLException {
        return database.getConnection();
    }

    /** Makes a key and tells its text. */
    String key(KeySettings settings) {
        return done(keys.create(account, settings, ACTOR)).text().reveal();
    }

    /** Stores a credential and tells its id. */
    String credential(String provider, String apiKey, URI baseUrl) {
        NewCredential wanted = new NewCredential(provider, Secret.of(apiKey), null, baseUrl.toString());
        return done(credentials.create(account, wanted, ACTOR)).id();
    }

    /** The usage record of a request by column; empty when there is none. */
    Map<String, Object> usage(String requestId) {
        return firstUsage("where id = '" + requestId + "'");
    }

    /** How many bytes a request had of which a body is kept, in this moment; null when none is. */
    @Nullable Long bodySize(String requestId) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select size_bytes from request_bodies where request_id = '" + requestId + "'")) {
            return rows.next() ? rows.getLong(1) : null;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** The youngest usage record; ids sort by time. */
    Map<String, Object> lastUsage() {
        return firstUsage("order by id desc limit 1");
    }

    private Map<String, Object> firstUsage(String which) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select * from usage_records " + which)) {
            return rows.next() ? row(rows) : Map.of();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static Map<String, Object> row(ResultSet rows) throws SQLException {
        Map<String, Object> row = new HashMap<>();
        ResultSetMetaData columns = rows.getMetaData();
        for (int column = 1; column <= columns.getColumnCount(); column++) {
            row.put(columns.getColumnName(column), rows.getObject(column));
        }
        return row;
    }

    private static Randomness random() {
        SecureRandom source = new SecureRandom();
        return count -> {
            byte[] bytes = new byte[count];
            source.nextBytes(bytes);
            return bytes;
        };
    }

    private static <T> T done(Answer<T> answer) {
        return switch (answer) {
            case Answer.Done<T> done -> done.value();
            case Answer.Refused<T> refused ->
                throw new IllegalStateException(refused.error().message());
        };
    }
}
