package ai.qnp.ee.settings;

import static ai.qnp.ee.settings.Topic.BREAKER;
import static ai.qnp.ee.settings.ValueType.milliseconds;
import static ai.qnp.ee.settings.ValueType.wholeNumber;

import java.time.Duration;
import java.util.List;

/** When a provider that fails is left alone: for all providers, and for one of them. */
public final class BreakerSettings {
    private static final int DAY_MS = 86_400_000;
    private static final int HOUR_MS = 3_600_000;
    private static final String AS_ABOVE = "as above";

    public static final Setting<Integer> FAILURES = Setting.of(
            "qnp.breaker.failures",
            BREAKER,
            wholeNumber(0, 1_000),
            "5",
            "After so many failures in a row the target is not asked any more for a while; `0` for never.");

    public static final Setting<Duration> DELAY = Setting.of(
            "qnp.breaker.delay-ms",
            BREAKER,
            milliseconds(1, DAY_MS),
            "10000",
            "For how long, until one request probes it. It doubles each time that the probe fails.");

    public static final Setting<Duration> LONGEST_DELAY = Setting.of(
            "qnp.breaker.longest-delay-ms", BREAKER, milliseconds(1, DAY_MS), "60000", "How long that can become.");

    public static final Setting<Duration> LONGEST_RETRY_AFTER = Setting.of(
            "qnp.breaker.longest-retry-after-ms",
            BREAKER,
            milliseconds(0, HOUR_MS),
            "60000",
            "A provider's `Retry-After` is heeded for no longer than this.");

    public static final NamedSetting<Integer> FAILURES_OF = of("failures", wholeNumber(0, 1_000), FAILURES);
    public static final NamedSetting<Duration> DELAY_OF = of("delay-ms", milliseconds(1, DAY_MS), DELAY);
    public static final NamedSetting<Duration> LONGEST_DELAY_OF =
            of("longest-delay-ms", milliseconds(1, DAY_MS), LONGEST_DELAY);
    public static final NamedSetting<Duration> LONGEST_RETRY_AFTER_OF =
            of("longest-retry-after-ms", milliseconds(0, HOUR_MS), LONGEST_RETRY_AFTER);

    private static final List<Setting<?>> ALL = List.of(FAILURES, DELAY, LONGEST_DELAY, LONGEST_RETRY_AFTER);
    private static final List<NamedSetting<?>> ALL_OF =
            List.of(FAILURES_OF, DELAY_OF, LONGEST_DELAY_OF, LONGEST_RETRY_AFTER_OF);

    private BreakerSettings() {}

    private static <T> NamedSetting<T> of(String name, ValueType<T> type, Setting<T> forAll) {
        return new NamedSetting<>(Setting.optional(
                "qnp.provider.<id>.breaker." + name,
                BREAKER,
                type,
                AS_ABOVE,
                "`" + forAll.property() + "` of one provider."));
    }

    static List<Setting<?>> all() {
        return ALL;
    }

    static List<NamedSetting<?>> allOfAProvider() {
        return ALL_OF;
    }
}
