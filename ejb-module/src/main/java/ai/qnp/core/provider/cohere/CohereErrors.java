package ai.qnp.core.provider.cohere;

import ai.qnp.core.openai.Json;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.Headers;
import ai.qnp.core.provider.RetryAfter;
import ai.qnp.core.provider.VendorMessage;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Errors (docs.cohere.com/reference/errors, read 2026-11): a {@code message}, rarely an {@code error_type}, and the status.
 * Messages are told by their beginning, which never quotes a prompt.
 */
final class CohereErrors {
    /** A cap above the model's is the caller's fault, a prompt above it the next model's chance. */
    private static final Pattern TOO_LONG = Pattern.compile("^too many tokens\\b(?!: max tokens must be)");

    private static final Pattern NO_SUCH_MODEL = Pattern.compile(
            "^(?:invalid request: )?(?:finetuned )?model (?:with name )?'?[^\\s']{1,200}'? (?:not found|was removed|is deprecated|is not supported)");

    /** Trial keys have a number of calls a month, which waiting does not bring back. */
    private static final Pattern OUT_OF_CALLS =
            Pattern.compile("^You are using a Trial key, which is limited to \\d{1,9} API calls / month");

    private static final int DENY_LISTED = 498;
    private static final int CANCELLED = 499;

    private CohereErrors() {}

    static Failure ofAnswer(int status, Headers headers, byte[] body) {
        JsonNode error = read(body);
        String message = text(error, "message");
        String type = text(error, "error_type");
        return new Failure(
                failureClass(type, message, status),
                status,
                VendorMessage.of(message, status),
                type,
                null,
                RetryAfter.of(headers));
    }

    /** An answer or an event with status 200 that is an error. */
    static Failure inBand(JsonNode error) {
        String message = text(error, "message");
        String type = text(error, "error_type");
        return new Failure(failureClass(type, message, 500), null, VendorMessage.of(message, 500), type, null, null);
    }

    /**
     * An answer that ended with an error.
     *
     * @param end what holds {@code error} and {@code error_type}, where there are any
     */
    static Failure ofFinish(String finishReason, JsonNode end) {
        String message = text(end, "error");
        String type = text(end, "error_type");
        String code = type == null ? finishReason : type;
        return new Failure(
                failureClass(code, message, 500),
                null,
                message == null
                        ? "Cohere ended the answer with '" + VendorMessage.clean(finishReason) + "'"
                        : VendorMessage.clean(message),
                code,
                null,
                null);
    }

    static Failure invalid(String what) {
        return Failure.of(FailureClass.INVALID_ANSWER, "Cohere's " + what);
    }

    private static JsonNode read(byte[] body) {
        try {
            return Json.MAPPER.readTree(body);
        } catch (JacksonException notJson) {
            return Json.MAPPER.missingNode();
        }
    }

    private static FailureClass failureClass(@Nullable String type, @Nullable String message, int status) {
        String said = message == null ? "" : message;
        boolean isTooMany = "TOO_MANY_TOKENS".equals(type) && said.isEmpty();
        if (isTooMany || "ERROR_LIMIT".equals(type) || TOO_LONG.matcher(said).find()) {
            return FailureClass.CONTEXT_LENGTH_EXCEEDED;
        }
        if (NO_SUCH_MODEL.matcher(said).find()) {
            return FailureClass.MODEL_NOT_FOUND;
        }
        if (OUT_OF_CALLS.matcher(said).find()) {
            return FailureClass.OUT_OF_QUOTA;
        }
        return switch (status) {
            // the prompt or the answer holds a word that Cohere does not pass on
            case DENY_LISTED -> FailureClass.INVALID_REQUEST;
            case CANCELLED -> FailureClass.SERVER_ERROR;
            default -> FailureClass.ofStatus(status);
        };
    }

    private static @Nullable String text(JsonNode error, String field) {
        return error.path(field).isString() ? error.path(field).asString() : null;
    }
}
