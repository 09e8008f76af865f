package ai.qnp.core.relay;

import org.jspecify.annotations.Nullable;

/** Who calls, as a front door saw it. */
public sealed interface Caller {
    /**
     * A client that presents a key.
     *
     * @param presentedKey the key text, however it came; null when none did
     * @param peerAddress the client's address, forwarded headers of trusted proxies applied
     * @param origin the {@code Origin} header
     * @param referer the {@code Referer} header
     */
    record Bearer(
            @Nullable String presentedKey,
            String peerAddress,
            @Nullable String origin,
            @Nullable String referer) implements Caller {
        /** Keeps the key out of logs. */
        @Override
        public String toString() {
            return "Bearer[" + peerAddress + "]";
        }
    }

    /**
     * The signed-in owner of a key, who names it instead of presenting it. Where it may be used from does not concern them
     * (docs/adr/0036); all else that it allows does.
     *
     * @param keyHash SHA-256 of the key text, lower-case hex; the front door knows that the key is theirs
     */
    record Owner(String keyHash) implements Caller {
        /** Keeps the hash out of logs. */
        @Override
        public String toString() {
            return "Owner";
        }
    }
}
