package ai.qnp.core.relay;

import org.jspecify.annotations.Nullable;

/**
 * Who calls, as a front door saw it.
 *
 * @param presentedKey the key text, however it came; null when none did
 * @param peerAddress the client's address, forwarded headers of trusted proxies applied
 * @param origin the {@code Origin} header
 * @param referer the {@code Referer} header
 */
public record Caller(
        @Nullable String presentedKey,
        String peerAddress,
        @Nullable String origin,
        @Nullable String referer) {
    /** Keeps the key out of logs. */
    @Override
    public String toString() {
        return "Caller[" + peerAddress + "]";
    }
}
