package ai.qnp.ee.gateway;

import ai.qnp.core.relay.Time;
import java.time.Instant;

/** The machine's clocks. */
public final class SystemTime implements Time {
    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }
}
