package ai.qnp.core.relay;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One request as a front door saw it.
 *
 * @param requestId the {@code x-request-id}, made by the front door
 * @param endpoint what is called
 * @param caller who calls
 * @param firstByteLimit {@code x-qnp-timeout-ms}
 * @param body read only once the key is known to be good
 * @param arrivedNanos the time port's nanoseconds at arrival
 */
public record Call(
        String requestId,
        Endpoint endpoint,
        Caller caller,
        @Nullable Duration firstByteLimit,
        RequestBody body,
        long arrivedNanos) {}
