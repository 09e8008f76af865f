package ai.qnp.lambda;

import ai.qnp.core.access.AddressRange;
import ai.qnp.core.access.FreeTier;
import ai.qnp.core.access.ReachableAddresses;
import ai.qnp.core.provider.Secret;
import ai.qnp.core.relay.RelaySettings;
import ai.qnp.ee.files.FileSettings;
import ai.qnp.ee.gateway.GatewaySettings;
import ai.qnp.ee.settings.AccessSettingNames;
import ai.qnp.ee.settings.BadSetting;
import ai.qnp.ee.settings.BillingSettingNames;
import ai.qnp.ee.settings.FreeTierSettings;
import ai.qnp.ee.settings.ServerSettingNames;
import ai.qnp.ee.settings.Setting;
import ai.qnp.ee.settings.SettingValues;
import ai.qnp.ee.settings.Settings;
import ai.qnp.ee.upstream.UpstreamSettings;
import ai.qnp.lambda.upstream.TransportLimits;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * What the function's environment says: settings of the server, as far as a function has a use for them.
 *
 * @param databaseUrl a JDBC address of PostgreSQL
 * @param databaseUser null when the address has it
 * @param databasePassword null when none is needed
 * @param masterKey the one that the servers on this database have
 * @param billing whether accounts pay platform use from credits
 * @param freeTier what accounts may use that don't pay
 * @param waitForFunds how long a request waits for others to give back what they have reserved
 * @param maxRequestBytes the largest request body
 * @param trustedProxies whose {@code X-Forwarded-For} counts
 * @param relay bounds of a request; no answer may be longer than can be handed over
 * @param upstream bounds of a call to a provider
 * @param accountServers where accounts may send the function
 * @param files bounds of fetching what requests point to
 */
record FunctionSettings(
        String databaseUrl,
        @Nullable String databaseUser,
        @Nullable Secret databasePassword,
        Secret masterKey,
        boolean billing,
        FreeTier freeTier,
        Duration waitForFunds,
        long maxRequestBytes,
        List<AddressRange> trustedProxies,
        RelaySettings relay,
        TransportLimits upstream,
        ReachableAddresses accountServers,
        FileSettings files) {
    FunctionSettings {
        trustedProxies = List.copyOf(trustedProxies);
    }

    /**
     * Reads them all.
     *
     * @param longestAnswer in bytes, what can be handed over whole
     */
    static FunctionSettings read(Config config, int longestAnswer) throws NotReady {
        try {
            Settings.check(config);
        } catch (BadSetting bad) {
            throw NotReady.misconfigured(String.valueOf(bad.getMessage()));
        }
        SettingValues values = SettingValues.of(config);
        GatewaySettings gateway = new GatewaySettings(config);
        UpstreamSettings upstream = gateway.upstream();
        return new FunctionSettings(
                postgresql(required(values, ServerSettingNames.DATABASE_URL)),
                values.orNull(ServerSettingNames.DATABASE_USER),
                values.orNull(ServerSettingNames.DATABASE_PASSWORD),
                required(values, AccessSettingNames.MASTER_KEY),
                !values.get(BillingSettingNames.BILLING).equals("off"),
                FreeTierSettings.read(values),
                values.get(BillingSettingNames.WAIT_FOR_FUNDS),
                gateway.maxRequestBytes(),
                gateway.trustedProxies(),
                bounded(gateway.relay(), longestAnswer),
                new TransportLimits(upstream.connectTimeout(), gateway.firstByteTimeout(), upstream.idleTimeout()),
                gateway.accountServers(),
                gateway.files());
    }

    private static <T> T required(SettingValues values, Setting<T> setting) throws NotReady {
        T value = values.orNull(setting);
        if (value == null) {
            throw NotReady.misconfigured(
                    setting.environmentName() + " is not set in the function's environment, and a function needs it.");
        }
        return value;
    }

    private static String postgresql(String url) throws NotReady {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw NotReady.misconfigured(ServerSettingNames.DATABASE_URL.environmentName()
                    + " must be an address that begins with jdbc:postgresql:.");
        }
        return url;
    }

    private static RelaySettings bounded(RelaySettings wished, int longestAnswer) {
        return new RelaySettings(
                wished.deadline(),
                Math.min(wished.maxAnswerBytes(), longestAnswer),
                wished.maxErrorBytes(),
                wished.keepAlive());
    }
}
