package ai.qnp.web.manage;

import ai.qnp.core.openai.ApiError;
import ai.qnp.ee.admin.Answer;
import jakarta.ws.rs.core.MultivaluedMap;
import org.jspecify.annotations.Nullable;

/** The query parameters of the price calls. Empty ones count as left out. */
record PriceParameters(MultivaluedMap<String, String> parameters) {
    /** A catalogue of thirty times today's models. */
    static final int MAX_CATALOGUE_BYTES = 10 << 20;

    @Nullable String text(String name) {
        String text = parameters.getFirst(name);
        return text == null || text.isBlank() ? null : text.strip();
    }

    Answer<String> version() {
        String version = text("version");
        return version == null
                ? new Answer.Refused<>(ApiError.invalid(
                        "missing_field",
                        "'version' is required: one of those that GET /prices/versions lists.",
                        "version"))
                : new Answer.Done<>(version);
    }

    /** Whether a catalogue is to be taken, and not only looked at. */
    Answer<Boolean> apply() {
        return flag("apply", false)
                .then(apply -> flag("dry_run", !apply)
                        .then(dryRun -> apply.equals(dryRun)
                                ? wrong("apply", "Say either 'apply=true' or 'dry_run=true'.")
                                : new Answer.Done<>(apply)));
    }

    private Answer<Boolean> flag(String name, boolean otherwise) {
        return switch (text(name)) {
            case null -> new Answer.Done<>(otherwise);
            case "true" -> new Answer.Done<>(true);
            case "false" -> new Answer.Done<>(false);
            case String _ -> wrong(name, "'" + name + "' must be true or false.");
        };
    }

    private static <T> Answer<T> wrong(String name, String message) {
        return new Answer.Refused<>(ApiError.invalid("invalid_value", message, name));
    }
}
