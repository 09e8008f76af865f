package ai.qnp.core.relay;

import java.time.Duration;
import java.time.Instant;

/** A clock that moves only when told. */
public final class FakeTime implements Time {
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private long nanos = 1;

    /** Moves both clocks on. */
    public void pass(Duration duration) {
        now = now.plus(duration);
        nanos += duration.toNanos();
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public long nanos() {
        return nanos;
    }
}
