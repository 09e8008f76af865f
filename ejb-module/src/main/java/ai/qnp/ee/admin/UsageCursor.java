package ai.qnp.ee.admin;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The last row of a page: the next page begins behind it, however many rows came in since. */
record UsageCursor(Instant at, String id) {
    String text() {
        byte[] plain = (at + " " + id).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain);
    }

    /** The cursor of that text, or null when it is none of ours. */
    static @Nullable UsageCursor parse(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            int space = plain.indexOf(' ');
            return space < 0
                    ? null
                    : new UsageCursor(Instant.parse(plain.substring(0, space)), plain.substring(space + 1));
        } catch (IllegalArgumentException | DateTimeException foreign) {
            return null;
        }
    }
}
