package ai.qnp.core.relay;

import java.time.Instant;

/** The relay's only clock. */
public interface Time {
    /** The time of day. */
    Instant now();

    /** A count of nanoseconds that never steps back, for durations. */
    long nanos();
}
