package ai.qnp.core.openai;

import org.jspecify.annotations.Nullable;

/**
 * Carries the reason why a request is refused out of the depth of its parsing, beside the parser's own exceptions.
 * Never leaves {@link RequestReading}.
 */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ApiError error;

    private Refusal(ApiError error) {
        super(error.message(), null, false, false);
        this.error = error;
    }

    ApiError error() {
        return error;
    }

    static Refusal missing(String param, String whatToDo) {
        return of("missing_field", "The field '" + param + "' is missing: " + whatToDo, param);
    }

    static Refusal noModel() {
        return missing("model", "name the model, for example \"model\": \"qnp/auto\".");
    }

    static Refusal type(String param, String expected, String found) {
        return of("invalid_type", "'" + param + "' must be " + expected + ", not " + found + ".", param);
    }

    static Refusal value(String param, String expected) {
        return of("invalid_value", "'" + param + "' must be " + expected + ".", param);
    }

    static Refusal duplicate(String param) {
        return of("duplicate_field", "The field '" + param + "' appears twice: send it once.", param);
    }

    static Refusal unsupported(String param, String what) {
        return of("unsupported_parameter", what + ": leave '" + param + "' out.", param);
    }

    static Refusal json(String problem) {
        return of("invalid_json", problem, null);
    }

    private static Refusal of(String code, String message, @Nullable String param) {
        return new Refusal(ApiError.invalid(code, message, param));
    }
}
