package ai.qnp.core.provider;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A vendor's key. Prints masked; only the transport and the vault look inside. */
public final class Secret {
    private static final Pattern HEADER_SAFE = Pattern.compile("[\\x21-\\x7e]{1,4096}");
    private static final int HINT_LENGTH = 4;
    /** Of a shorter key, its last characters would give too much away. */
    private static final int MIN_LENGTH_FOR_HINT = 16;

    private static final Pattern KEY_LIKE = Pattern.compile("[A-Za-z0-9_*.\\-\u2026]{4,}");
    private static final String MASK = "****";
    /** A shorter stretch of a key can stand in a text by chance. */
    private static final int TELLING_LENGTH = 8;

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** Wraps a key. */
    public static Secret of(String value) {
        return new Secret(value);
    }

    /** The key itself: for the header that carries it and for sealing, nothing else. */
    public String reveal() {
        return value;
    }

    /** Whether a header can carry it: 1 to 4096 visible ASCII characters. */
    public boolean fitsAHeader() {
        return HEADER_SAFE.matcher(value).matches();
    }

    /** By what people tell their keys apart: an ellipsis and the last four characters, or the ellipsis alone. */
    public String hint() {
        return value.length() < MIN_LENGTH_FOR_HINT
                ? "\u2026"
                : "\u2026" + value.substring(value.length() - HINT_LENGTH);
    }

    /**
     * Takes this key out of a text that may quote it, whole or in part: vendors do so in their error messages, often
     * with its middle starred out.
     */
    public String maskedIn(String text) {
        return KEY_LIKE.matcher(text).replaceAll(found -> quotesThis(found.group()) ? MASK : quoted(found.group()));
    }

    private static String quoted(String literal) {
        return Matcher.quoteReplacement(literal);
    }

    /** Whether a word holds a stretch of the key that nobody writes by chance, or its starred form. */
    private boolean quotesThis(String word) {
        for (int start = 0; start + TELLING_LENGTH <= word.length(); start++) {
            if (value.contains(word.substring(start, start + TELLING_LENGTH))) {
                return true;
            }
        }
        return isStarred(word);
    }

    private boolean isStarred(String written) {
        String word = written.replace("...", "*").replace('\u2026', '*');
        int first = word.indexOf('*');
        if (first < 0) {
            return false;
        }
        int last = word.lastIndexOf('*');
        String head = word.substring(0, first);
        // a sentence may end behind the key
        String rest = word.substring(last + 1);
        String tail = rest.endsWith(".") ? rest.substring(0, rest.length() - 1) : rest;
        return head.length() + tail.length() > 0 && value.startsWith(head) && value.endsWith(tail);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return MASK;
    }
}
