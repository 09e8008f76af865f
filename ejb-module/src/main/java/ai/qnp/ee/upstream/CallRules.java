package ai.qnp.ee.upstream;

import ai.qnp.ee.settings.BadSetting;
import ai.qnp.ee.settings.CallSettings;
import ai.qnp.ee.settings.RequestSettingNames;
import ai.qnp.ee.settings.Setting;
import ai.qnp.ee.settings.SettingValues;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/** Each provider's bounds of a call from MicroProfile Config, read once until {@link #reload}. Safe from any thread. */
public final class CallRules {
    private static final Logger LOG = Logger.getLogger(CallRules.class.getName());

    private final SettingValues values;
    private final Map<String, CallBounds> byProvider = new ConcurrentHashMap<>();

    /** Reads from that configuration. */
    public CallRules(Config config) {
        this.values = SettingValues.of(config);
    }

    /** The bounds of calls to a provider. */
    public CallBounds of(String provider) {
        CallBounds known = byProvider.get(provider);
        return known == null ? byProvider.computeIfAbsent(provider, this::read) : known;
    }

    /** Reads everything again. */
    public void reload() {
        byProvider.clear();
    }

    /** A bad value stops the start; one that is written later must not stop requests. */
    private CallBounds read(String provider) {
        try {
            return new CallBounds(
                    value(CallSettings.CONNECT_OF.of(provider), RequestSettingNames.CONNECT_TIMEOUT),
                    values.orNull(CallSettings.FIRST_BYTE_OF.of(provider)),
                    value(CallSettings.IDLE_OF.of(provider), RequestSettingNames.IDLE_TIMEOUT),
                    values.orNull(CallSettings.MAX_CONCURRENT_OF.of(provider)));
        } catch (BadSetting bad) {
            LOG.log(Level.WARNING, "Calls to {0} have the bounds of all providers: {1}", new Object[] {
                provider, bad.getMessage()
            });
            return new CallBounds(
                    values.get(RequestSettingNames.CONNECT_TIMEOUT),
                    null,
                    values.get(RequestSettingNames.IDLE_TIMEOUT),
                    null);
        }
    }

    private Duration value(Setting<Duration> own, Setting<Duration> forAll) {
        @Nullable Duration set = values.orNull(own);
        return set == null ? values.get(forAll) : set;
    }
}
