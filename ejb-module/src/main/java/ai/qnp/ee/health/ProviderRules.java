package ai.qnp.ee.health;

import ai.qnp.core.health.BreakerRules;
import ai.qnp.ee.settings.BadSetting;
import ai.qnp.ee.settings.BreakerSettings;
import ai.qnp.ee.settings.NamedSetting;
import ai.qnp.ee.settings.Setting;
import ai.qnp.ee.settings.SettingValues;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/** Each provider's breaker rules from MicroProfile Config, read once until {@link #reload}. Safe from any thread. */
public final class ProviderRules implements Function<String, BreakerRules> {
    private static final Logger LOG = Logger.getLogger(ProviderRules.class.getName());

    private final SettingValues values;
    private final Map<String, BreakerRules> byProvider = new ConcurrentHashMap<>();

    /** Reads from that configuration. */
    public ProviderRules(Config config) {
        this.values = SettingValues.of(config);
    }

    @Override
    public BreakerRules apply(String provider) {
        BreakerRules known = byProvider.get(provider);
        return known == null ? byProvider.computeIfAbsent(provider, this::read) : known;
    }

    /** Reads everything again. */
    public void reload() {
        byProvider.clear();
    }

    /** A bad value stops the start; one that is written later must not stop requests. */
    private BreakerRules read(String provider) {
        try {
            return new BreakerRules(
                    value(provider, BreakerSettings.FAILURES_OF, BreakerSettings.FAILURES),
                    value(provider, BreakerSettings.DELAY_OF, BreakerSettings.DELAY),
                    value(provider, BreakerSettings.LONGEST_DELAY_OF, BreakerSettings.LONGEST_DELAY),
                    value(provider, BreakerSettings.LONGEST_RETRY_AFTER_OF, BreakerSettings.LONGEST_RETRY_AFTER));
        } catch (BadSetting bad) {
            LOG.log(Level.WARNING, "The breaker of {0} has its defaults: {1}", new Object[] {provider, bad.getMessage()
            });
            return BreakerRules.DEFAULTS;
        }
    }

    private <T> T value(String provider, NamedSetting<T> own, Setting<T> forAll) {
        @Nullable T set = values.orNull(own.of(provider));
        return set == null ? values.get(forAll) : set;
    }
}
