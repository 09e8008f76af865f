package ai.qnp.ee.admin;

import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The words for what goes wrong in a rehearsal: a status, a failure class's own name, or a shorter name of one. */
final class FailureWords {
    private static final Pattern STATUS = Pattern.compile("[45]\\d\\d");

    private static final Map<String, FailureClass> SHORT = Map.of(
            "timeout", FailureClass.TIMED_OUT,
            "connect", FailureClass.UNREACHABLE,
            "context_length", FailureClass.CONTEXT_LENGTH_EXCEEDED,
            "empty", FailureClass.INVALID_ANSWER);

    private FailureWords() {}

    /** The failure that a word stands for, or null. */
    static @Nullable Failure failure(String word) {
        String message = "rehearsed " + word;
        if (STATUS.matcher(word).matches()) {
            int status = Integer.parseInt(word);
            return new Failure(FailureClass.ofStatus(status), status, message, null, null, null);
        }
        FailureClass known = SHORT.get(word);
        if (known == null) {
            known = Arrays.stream(FailureClass.values())
                    .filter(one -> nameOf(one).equals(word))
                    .findFirst()
                    .orElse(null);
        }
        return known == null ? null : Failure.of(known, message);
    }

    /** All of them, for people. */
    static String all() {
        String names =
                Arrays.stream(FailureClass.values()).map(FailureWords::nameOf).collect(Collectors.joining(", "));
        return "a status like 429, or one of "
                + SHORT.keySet().stream().sorted().collect(Collectors.joining(", ")) + ", " + names;
    }

    private static String nameOf(FailureClass failureClass) {
        return failureClass.name().toLowerCase(Locale.ROOT);
    }
}
