package ai.qnp.core.limits;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * A clock that never goes back and never stands still: where the machine's is set back, it goes on from where it was, at
 * the pace of the machine's stopwatch, until the other has caught up. Told of a later time by another node, it goes on
 * from there. Any thread.
 */
public final class ForwardClock implements InstantSource {
    private final InstantSource clock;
    private final LongSupplier nanos;
    private Instant last;
    private long lastNanos;

    /**
     * Follows a machine's clock.
     *
     * @param nanos the stopwatch, {@link System#nanoTime}
     */
    public ForwardClock(InstantSource clock, LongSupplier nanos) {
        this.clock = clock;
        this.nanos = nanos;
        this.last = clock.instant();
        this.lastNanos = nanos.getAsLong();
    }

    @Override
    public synchronized Instant instant() {
        long nowNanos = nanos.getAsLong();
        Instant stopped = last.plusNanos(Math.max(0, nowNanos - lastNanos));
        lastNanos = nowNanos;
        last = later(stopped, clock.instant());
        return last;
    }

    /** It is at least that late. */
    public synchronized void reach(Instant time) {
        last = later(instant(), time);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
