package ai.qnp.core.provider;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A vendor's key. Prints masked; only the transport and the vault look inside. */
public final class Secret {
    private static final Pattern HEADER_SAFE = Pattern.compile("[\\x21-\\x7e]{1,4096}");
    private static final int HINT_LENGTH = 4;
    /** Of a shorter key, its last characters would give too much away. */
    private static final int MIN_LENGTH_FOR_HINT = 16;

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
        return "****";
    }
}
