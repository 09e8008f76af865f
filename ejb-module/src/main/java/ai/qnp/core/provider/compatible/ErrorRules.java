package ai.qnp.core.provider.compatible;

import ai.qnp.core.provider.FailureClass;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor's errors say beyond their status and OpenAI's codes.
 *
 * @param codes the class that the code or the type of an error stands for
 * @param wordings the class that the beginning of a message stands for, in an error with status 400 or 422
 */
public record ErrorRules(Map<String, FailureClass> codes, List<Wording> wordings) {
    /** A vendor with OpenAI's codes. */
    public static final ErrorRules NONE = new ErrorRules(Map.of(), List.of());

    /** How a message begins, since further on it may quote the prompt. */
    public record Wording(Pattern beginning, FailureClass failureClass) {
        /**
         * Makes one.
         *
         * @param beginning a regular expression, found at the beginning in any case
         */
        public static Wording of(String beginning, FailureClass failureClass) {
            return new Wording(Pattern.compile(beginning, Pattern.CASE_INSENSITIVE), failureClass);
        }
    }

    public ErrorRules {
        codes = Map.copyOf(codes);
        wordings = List.copyOf(wordings);
    }

    @Nullable FailureClass byCode(@Nullable String code) {
        return code == null ? null : codes.get(code);
    }

    @Nullable FailureClass byWording(String message) {
        for (Wording wording : wordings) {
            if (wording.beginning.matcher(message).lookingAt()) {
                return wording.failureClass;
            }
        }
        return null;
    }
}
