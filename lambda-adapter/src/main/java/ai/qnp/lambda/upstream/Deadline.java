package ai.qnp.lambda.upstream;

import ai.qnp.core.relay.Time;
import java.time.Duration;

/**
 * When everything must be over, because the sandbox is taken away soon after.
 *
 * @param atNanos in the nanoseconds of the time port
 */
public record Deadline(Time time, long atNanos) {
    private static final Duration SHORTEST = Duration.ofMillis(1);

    /** A deadline that lies a while ahead. */
    public static Deadline in(Duration ahead, Time time) {
        return new Deadline(time, time.nanos() + ahead.toNanos());
    }

    /** What is left, zero once it has passed. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, atNanos - time.nanos()));
    }

    /** The limit, or what is left where that is less; never zero, so that a wait is a wait. */
    Duration within(Duration limit) {
        Duration left = remaining();
        Duration shorter = left.compareTo(limit) < 0 ? left : limit;
        return shorter.compareTo(SHORTEST) < 0 ? SHORTEST : shorter;
    }
}
