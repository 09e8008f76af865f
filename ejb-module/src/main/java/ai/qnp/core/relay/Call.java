package ai.qnp.core.relay;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One request as a front door saw it.
 *
 * @param requestId the {@code x-request-id}, made by the front door
 * @param endpoint what is called
 * @param presentedKey the key text, however it came; null when none did
 * @param peerAddress the client's address, forwarded headers of trusted proxies applied
 * @param origin the {@code Origin} header
 * @param referer the {@code Referer} header
 * @param firstByteLimit {@code x-qnp-timeout-ms}
 * @param body read only once the key is known to be good
 * @param arrivedNanos the time port's nanoseconds at arrival
 */
public record Call(
        String requestId,
        Endpoint endpoint,
        @Nullable String presentedKey,
        String peerAddress,
        @Nullable String origin,
        @Nullable String referer,
        @Nullable Duration firstByteLimit,
        RequestBody body,
        long arrivedNanos) {}
