package ai.qnp.ee.persistence;

import org.jspecify.annotations.Nullable;

/** Texts from outside, made fit for a column: one odd character must not cost the whole record. */
final class StorableText {
    private static final char REPLACEMENT = '\uFFFD';

    private StorableText() {}

    /**
     * Cuts a text to a column's length and replaces what PostgreSQL refuses: the null character and halves of surrogate
     * pairs.
     */
    static @Nullable String of(@Nullable String text, int maxLength) {
        if (text == null) {
            return null;
        }
        StringBuilder storable = new StringBuilder(Math.min(text.length(), maxLength));
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            int width = Character.charCount(character);
            if (storable.length() + width > maxLength) {
                break;
            }
            storable.appendCodePoint(isRefused(character) ? REPLACEMENT : character);
            i += width;
        }
        return storable.toString();
    }

    private static boolean isRefused(int character) {
        return character == 0 || Character.getType(character) == Character.SURROGATE;
    }
}
