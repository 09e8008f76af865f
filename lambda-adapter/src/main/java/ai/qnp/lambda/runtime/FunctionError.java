package ai.qnp.lambda.runtime;

import ai.qnp.core.openai.Json;
import ai.qnp.core.openai.JsonText;

/**
 * A failure in Lambda's words. It holds no exception's own message, which may quote anything; the log has it.
 *
 * @param type a class name, which Lambda shows in its own records
 * @param message for whoever operates the function
 */
public record FunctionError(String type, String message) {
    /** What went wrong, by its kind. */
    public static FunctionError of(Throwable failed, String message) {
        return new FunctionError("QNP." + failed.getClass().getSimpleName(), message);
    }

    /** The document that Lambda wants. */
    JsonText document() {
        var json = Json.MAPPER.createObjectNode();
        json.put("errorMessage", message).put("errorType", type).putArray("stackTrace");
        return JsonText.of(Json.MAPPER.writeValueAsBytes(json));
    }
}
