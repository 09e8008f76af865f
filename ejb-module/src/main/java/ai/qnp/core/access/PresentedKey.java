package ai.qnp.core.access;

import org.jspecify.annotations.Nullable;

/** Finds the key in a request's headers. It is never looked for in the address. */
public final class PresentedKey {
    private static final String BEARER = "bearer ";

    private PresentedKey() {}

    /**
     * The key's text; null when there is none.
     *
     * @param authorization the {@code Authorization} header; its scheme may be in any case
     * @param apiKey the {@code X-API-Key} header, which counts where the other holds no bearer token
     */
    public static @Nullable String in(@Nullable String authorization, @Nullable String apiKey) {
        if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return apiKey;
        }
        return authorization.substring(BEARER.length()).strip();
    }
}
