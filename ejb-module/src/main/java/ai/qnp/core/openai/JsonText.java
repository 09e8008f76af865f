package ai.qnp.core.openai;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One JSON text in UTF-8, compared by its bytes. The array is shared, not copied: whoever makes one gives the bytes
 * away and changes them no more.
 */
public final class JsonText {
    private final byte[] utf8;

    private JsonText(byte[] utf8) {
        this.utf8 = utf8;
    }

    /** Wraps bytes that are already UTF-8 JSON. */
    public static JsonText of(byte[] utf8) {
        return new JsonText(utf8);
    }

    /** Encodes a JSON text. */
    public static JsonText of(String text) {
        return new JsonText(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The bytes themselves; callers only read them. */
    public byte[] utf8() {
        return utf8;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JsonText that && Arrays.equals(utf8, that.utf8);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(utf8);
    }

    @Override
    public String toString() {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
