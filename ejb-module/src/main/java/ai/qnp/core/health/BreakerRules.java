package ai.qnp.core.health;

import java.time.Duration;

/**
 * When a provider's targets are left alone, and for how long.
 *
 * @param failures so many in a row open the breaker; 0 for never
 * @param delay from the first opening to the probe; each opening without an answer in between doubles it
 * @param longestDelay no delay grows beyond it
 * @param longestRetryAfter no {@code Retry-After} of a provider is heeded for longer
 */
public record BreakerRules(int failures, Duration delay, Duration longestDelay, Duration longestRetryAfter) {
    /** The defaults of the documentation. */
    public static final BreakerRules DEFAULTS =
            new BreakerRules(5, Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(60));

    /** The wait before the probe, after so many openings in a row. */
    Duration delayAfter(int openings) {
        Duration wait = delay;
        for (int opening = 1; opening < openings && wait.compareTo(longestDelay) < 0; opening++) {
            wait = wait.multipliedBy(2);
        }
        return shorter(wait, longestDelay);
    }

    Duration heeded(Duration retryAfter) {
        return shorter(retryAfter.isNegative() ? Duration.ZERO : retryAfter, longestRetryAfter);
    }

    static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
