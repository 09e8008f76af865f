package ai.qnp.web.dashboard;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a request that changes something comes from a page of this server. Browsers say so in
 * {@code Sec-Fetch-Site} where the address is trustworthy (HTTPS, loopback), else in {@code Origin}; what sends neither
 * is no browser that somebody could be tricked with. {@code Origin: null} is what our own forms send over plain HTTP,
 * because of {@code Referrer-Policy: no-referrer}: it says nothing.
 */
record SameOrigin(String publicUrl) {
    /**
     * Whether it does.
     *
     * @param fetchSite the header {@code Sec-Fetch-Site}
     * @param origin the header {@code Origin}
     * @param host the header {@code Host}
     */
    boolean holds(@Nullable String fetchSite, @Nullable String origin, @Nullable String host) {
        if (fetchSite != null) {
            return fetchSite.equals("same-origin") || fetchSite.equals("none");
        }
        if (origin == null || origin.equals("null")) {
            return true;
        }
        return origin.equalsIgnoreCase(originOf(publicUrl))
                || (host != null
                        && (origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host)));
    }

    private static String originOf(String url) {
        URI uri = URI.create(url);
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
