package ai.qnp.core.access;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The site that a browser says a request comes from.
 *
 * @param text as the browser wrote it, which is what an answer must repeat
 * @param host in lower case
 */
public record WebOrigin(String text, String host) {
    private static final int MAX_LENGTH = 300;

    /** Reads an {@code Origin} header; null when there is none, it is {@code null}, or no browser would write it. */
    public static @Nullable WebOrigin of(@Nullable String header) {
        if (header == null || header.length() > MAX_LENGTH) {
            return null;
        }
        try {
            URI uri = URI.create(header);
            String host = uri.getHost();
            boolean isBare = uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && "".equals(uri.getRawPath());
            return host == null || uri.getScheme() == null || !isBare
                    ? null
                    : new WebOrigin(header, host.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException notAnOrigin) {
            return null;
        }
    }
}
