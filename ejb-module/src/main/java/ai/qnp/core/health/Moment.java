package ai.qnp.core.health;

import java.time.Duration;
import java.time.Instant;

/**
 * Now, on both clocks: waits are measured on the one that never steps back, and shown on the other.
 *
 * @param nanos a count of nanoseconds that never steps back
 * @param at the time of day
 */
public record Moment(long nanos, Instant at) {
    long nanosAfter(Duration wait) {
        return nanos + wait.toNanos();
    }

    /** How long until that count of nanoseconds; zero when it has passed. */
    Duration until(long then) {
        return Duration.ofNanos(Math.max(0, then - nanos));
    }

    boolean isPast(long then) {
        return then - nanos <= 0;
    }
}
