package ai.qnp.core.openai;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The media type and the still encoded bytes of a {@code data:} address (RFC 2397, base64 only).
 *
 * @param mediaType in lower case, without parameters
 * @param base64 as written
 */
public record DataUri(String mediaType, String base64) {
    private static final String SCHEME = "data:";
    private static final String MARK = ";base64,";

    /** Reads an address; null when it is none of that kind. */
    public static @Nullable DataUri read(String uri) {
        int mark = uri.indexOf(MARK);
        if (!uri.startsWith(SCHEME) || mark < 0) {
            return null;
        }
        String mediaType = uri.substring(SCHEME.length(), mark);
        int parameters = mediaType.indexOf(';');
        return new DataUri(
                (parameters < 0 ? mediaType : mediaType.substring(0, parameters)).toLowerCase(Locale.ROOT),
                uri.substring(mark + MARK.length()));
    }

    /** The address. */
    public String text() {
        return SCHEME + mediaType + MARK + base64;
    }
}
