package ai.qnp.core.provider;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A vendor's words on their way to a client: short, printable, without the key that they may quote. */
public final class VendorMessage {
    /** Characters of a vendor's message that are kept. */
    public static final int MAX_LENGTH = 500;

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\s]+");
    /** The common shapes of keys, and whatever a vendor names as the key it was given. */
    private static final Pattern KEY = Pattern.compile(
            "(?<=key provided: )[^\\s.][^\\s]*?(?=[.,;]?(?:\\s|$))|\\b(?:sk|gsk|pplx|key|qnp|tgp|xai)[-_][A-Za-z0-9*_-]{3,}|\\bAIza[A-Za-z0-9*_-]+",
            Pattern.CASE_INSENSITIVE);

    private VendorMessage() {}

    /** The message made fit to show; says what the status says when there is none. */
    public static String of(@Nullable String message, int status) {
        String clean = message == null ? "" : clean(message);
        return clean.isEmpty() ? "the provider answered with status " + status + " and no message" : clean;
    }

    /** Bounds, flattens and masks a message. */
    public static String clean(String message) {
        // what is behind the bound can't matter, and masking must not work through a megabyte
        String bounded = message.length() > 4 * MAX_LENGTH ? message.substring(0, 4 * MAX_LENGTH) : message;
        String flat = CONTROL.matcher(bounded).replaceAll(" ").strip();
        String masked = KEY.matcher(flat).replaceAll("****");
        return masked.length() <= MAX_LENGTH ? masked : cut(masked);
    }

    private static String cut(String text) {
        int end = MAX_LENGTH - 1;
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + "…";
    }
}
