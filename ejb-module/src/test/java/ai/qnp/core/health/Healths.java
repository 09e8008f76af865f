package ai.qnp.core.health;

import java.util.concurrent.ConcurrentHashMap;

/** Target health for tests. */
public final class Healths {
    private Healths() {}

    /** Nothing known, the default rules. */
    public static TargetHealth fresh() {
        return by(BreakerRules.DEFAULTS);
    }

    /** Nothing known, the same rules for each provider. */
    public static TargetHealth by(BreakerRules rules) {
        return new TargetHealth(new ConcurrentHashMap<>(), new ConcurrentHashMap<>(), provider -> rules);
    }
}
