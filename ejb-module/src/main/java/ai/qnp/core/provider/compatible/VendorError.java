package ai.qnp.core.provider.compatible;

import ai.qnp.core.openai.Json;
import java.util.Objects;
import java.util.stream.Collectors;
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
                message(fields), text(fields, "type"), text(fields, "code"), param(fields), status(fields));
    }

    private static @Nullable String message(JsonNode fields) {
        JsonNode message = fields.path("message");
        if (message.isString()) {
            return withGeneration(message.asString(), fields.path("failed_generation"));
        }
        // Mistral's message may be an object with FastAPI's detail in it
        JsonNode detail = message.isObject() ? message.path("detail") : fields.path("detail");
        if (detail.isArray()) {
            String all = detail.valueStream()
                    .map(VendorError::detail)
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining("; "));
            return all.isEmpty() ? null : all;
        }
        return detail.isString() ? detail.asString() : null;
    }

    /** What the model wrote instead of a tool call, without which nobody can tell what was wrong with it. */
    private static String withGeneration(String message, JsonNode generation) {
        return generation.isString() ? message + " failed_generation: " + generation.asString() : message;
    }

    /** One complaint of FastAPI's: where, below the body, and what. */
    private static @Nullable String detail(JsonNode complaint) {
        String message = text(complaint, "msg");
        String place = place(complaint);
        return message == null || place == null ? message : place + ": " + message;
    }

    private static @Nullable String place(JsonNode complaint) {
        String place = complaint
                .path("loc")
                .valueStream()
                .map(step -> step.asString(""))
                .filter(step -> !step.isEmpty() && !step.equals("body"))
                .collect(Collectors.joining("."));
        return place.isEmpty() ? null : place;
    }

    private static @Nullable String param(JsonNode fields) {
        String param = text(fields, "param");
        JsonNode detail =
                fields.path("message").isObject() ? fields.path("message").path("detail") : fields.path("detail");
        return param == null ? place(detail.path(0)) : param;
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
