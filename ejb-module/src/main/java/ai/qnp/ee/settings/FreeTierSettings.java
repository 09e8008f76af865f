package ai.qnp.ee.settings;

import static ai.qnp.ee.settings.Topic.MONEY;
import static ai.qnp.ee.settings.ValueType.limit;

import ai.qnp.core.access.FreeTier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The settings of what accounts may use that don't pay. */
public final class FreeTierSettings {
    private static final int MOST = 1_000_000_000;

    static final Setting<Integer> REQUESTS_A_DAY = Setting.of(
            "qnp.tier.free.rpd",
            MONEY,
            limit(MOST),
            "50",
            "Requests that a free account may make in 24 hours, all its keys together. [More on limits](limits.md).");

    static final Setting<Integer> REQUESTS_A_MINUTE = Setting.of(
            "qnp.tier.free.rpm",
            MONEY,
            limit(MOST),
            "10",
            "Requests that each key of a free account may make a minute. A key can have a lower limit of its own.");

    static final Setting<Integer> KEYS =
            Setting.of("qnp.tier.free.keys", MONEY, limit(1_000_000), "5", "Active keys that a free account may have.");

    private FreeTierSettings() {}

    static List<Setting<?>> all() {
        return List.of(REQUESTS_A_DAY, REQUESTS_A_MINUTE, KEYS);
    }

    /** What they say. */
    public static FreeTier read(SettingValues values) {
        return new FreeTier(
                positive(values.get(REQUESTS_A_DAY)),
                positive(values.get(REQUESTS_A_MINUTE)),
                positive(values.get(KEYS)));
    }

    private static @Nullable Long positive(int number) {
        return number == 0 ? null : Long.valueOf(number);
    }
}
