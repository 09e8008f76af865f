package ai.qnp.ee.admin;

import ai.qnp.core.provider.Secret;
import ai.qnp.ee.settings.AccessSettingNames;
import ai.qnp.ee.settings.BillingSettingNames;
import ai.qnp.ee.settings.RequestSettingNames;
import ai.qnp.ee.settings.ServerSettingNames;
import ai.qnp.ee.settings.Setting;
import ai.qnp.ee.settings.SettingValues;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the operator set about this installation, as far as its administration needs it.
 *
 * @param dataDir where generated secrets and notes for the launcher stand
 * @param masterKey base64 of 32 bytes; null when it is kept in the data dir
 * @param adminToken null when it is kept in the data dir
 * @param publicUrl where people reach this server, without a trailing slash
 * @param accountsMaySetBaseUrl whether others than the operator may point a credential at a server of their choice
 * @param billing whether accounts pay for the platform's providers from credits
 * @param embeddedDatabase whether no other server can open the database
 * @param waitForFunds how long a request waits for others to give back what they have reserved
 * @param storageAway how long keys go on while the database is away
 * @param journalBytes how much usage records may take on disk meanwhile
 * @param usageQueue how many usage records may wait to be stored
 */
public record ServerSettings(
        Path dataDir,
        @Nullable String masterKey,
        @Nullable String adminToken,
        String publicUrl,
        boolean accountsMaySetBaseUrl,
        boolean billing,
        int usageQueue,
        boolean embeddedDatabase,
        Duration waitForFunds,
        Duration storageAway,
        int journalBytes) {
    /** Reads them all. */
    public static ServerSettings read(SettingValues values) {
        return new ServerSettings(
                dataDir(values),
                secret(values, AccessSettingNames.MASTER_KEY),
                secret(values, AccessSettingNames.ADMIN_TOKEN),
                publicUrl(values),
                values.get(AccessSettingNames.ACCOUNTS_MAY_SET_BASE_URL),
                !values.get(BillingSettingNames.BILLING).equals("off"),
                values.get(RequestSettingNames.USAGE_QUEUE),
                isEmbedded(values.orNull(ServerSettingNames.DATABASE_URL)),
                values.get(BillingSettingNames.WAIT_FOR_FUNDS),
                values.get(RequestSettingNames.STORAGE_AWAY),
                values.get(RequestSettingNames.JOURNAL_BYTES));
    }

    /** Whether usage records go to a journal before the database: only where both are on one disk, for one server. */
    boolean journalFirst() {
        return embeddedDatabase && journalBytes > 0;
    }

    private static boolean isEmbedded(@Nullable String databaseUrl) {
        return databaseUrl == null || databaseUrl.isBlank() || databaseUrl.startsWith("jdbc:h2:file:");
    }

    /** The data directory, also where other settings can't be read. */
    static Path dataDir(SettingValues values) {
        Path set = values.orNull(ServerSettingNames.DATA_DIR);
        return set == null ? Path.of(System.getProperty("user.home"), ".qnp") : set;
    }

    private static @Nullable String secret(SettingValues values, Setting<Secret> setting) {
        Secret secret = values.orNull(setting);
        return secret == null ? null : secret.reveal().strip();
    }

    private static String publicUrl(SettingValues values) {
        URI set = values.orNull(ServerSettingNames.PUBLIC_URL);
        return set == null
                ? "http://" + reachable(values.get(ServerSettingNames.HOST)) + ":" + values.get(ServerSettingNames.PORT)
                : set.toString();
    }

    /** A server bound to every address is reached at a single one. */
    private static String reachable(String host) {
        return switch (host) {
            case "*", "0.0.0.0", "::" -> "127.0.0.1";
            default -> host.contains(":") ? "[" + host + "]" : host;
        };
    }

    /** Keeps secrets out of logs. */
    @Override
    public String toString() {
        return "ServerSettings[" + dataDir + ", " + publicUrl + "]";
    }
}
