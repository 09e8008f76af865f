package ai.qnp.web.dashboard;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** Tells programs' addresses from people's, in whatever way they are written. */
final class ApiPaths {
    private static final Set<String> ROOTS = Set.of("v1", "api", "manage");

    private ApiPaths() {}

    /**
     * Whether programs call there: its first part is that of an API.
     *
     * @param uri as the client wrote it: perhaps with double slashes, escapes, path parameters
     */
    static boolean isForPrograms(String uri) {
        return Arrays.stream(decoded(uri).split("[/\\\\]", -1))
                .map(part -> part.replaceFirst(";.*", ""))
                .filter(part -> !part.isEmpty() && !part.equals("."))
                .findFirst()
                .map(part -> part.toLowerCase(Locale.ROOT))
                .filter(ROOTS::contains)
                .isPresent();
    }

    private static String decoded(String uri) {
        try {
            return URLDecoder.decode(uri.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return uri;
        }
    }
}
