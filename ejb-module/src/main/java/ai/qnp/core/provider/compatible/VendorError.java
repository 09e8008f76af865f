package ai.qnp.core.provider.compatible;

import ai.qnp.core.openai.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What an error body says, in any of the shapes that OpenAI-compatible servers use: OpenAI's own envelope, an error that
 * is only a text, the fields without an envelope, FastAPI's {@code detail}. Null stands for what the body lacks.
 *
 * @param status a status inside the body, as errors in a stream have it
 */
record VendorError(
        @Nullable String message,
        @Nullable String type,
        @Nullable String code,
        @Nullable String param,
        @Nullable Integer status) {
    /** Nothing known: an empty, cut off or HTML body. */
    static final VendorError UNREADABLE = new VendorError(null, null, null, null, null);

    static VendorError read(byte[] body) {
        try {
            return of(Json.MAPPER.readTree(body));
        } catch (JacksonException notJson) {
            return UNREADABLE;
        }
    }

    private static VendorError of(JsonNode root) {
        JsonNode error = root.path("error");
        if (error.isString()) {
            return new VendorError(error.asString(), text(root, "type"), text(root, "code"), null, status(root));
        }
        JsonNode fields = error.isObject() ? error : root;
        return new VendorError(
                message(fields), text(fields, "type"), text(fields, "code"), text(fields, "param"), status(fields));
    }

    private static @Nullable String message(JsonNode fields) {
        JsonNode message = fields.path("message");
        if (message.isString()) {
            return message.asString();
        }
        // Mistral's message may be an object with FastAPI's detail in it
        JsonNode detail = message.isObject() ? message.path("detail") : fields.path("detail");
        if (detail.isArray()) {
            return text(detail.path(0), "msg");
        }
        return detail.isString() ? detail.asString() : null;
    }

    private static @Nullable Integer status(JsonNode fields) {
        JsonNode status = fields.path("status_code");
        JsonNode code = status.isIntegralNumber() ? status : fields.path("code");
        return code.isInt() && code.asInt() >= 400 && code.asInt() < 600 ? code.asInt() : null;
    }

    private static @Nullable String text(JsonNode fields, String name) {
        JsonNode value = fields.path(name);
        return value.isString() ? value.asString() : null;
    }
}
