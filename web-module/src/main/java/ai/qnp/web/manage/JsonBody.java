package ai.qnp.web.manage;

import ai.qnp.core.openai.ApiError;
import ai.qnp.core.openai.Json;
import ai.qnp.ee.admin.Answer;
import java.io.IOException;
import java.io.InputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A request's body, read as one JSON object. */
final class JsonBody {
    private static final int MAX_BYTES = 1 << 20;

    private JsonBody() {}

    /** The object; a refusal when the body is too large, no JSON, or something else than an object. */
    static Answer<Fields> read(InputStream body) {
        return read(body, false);
    }

    /** The same, where no body at all counts as an empty object. */
    static Answer<Fields> readOptional(InputStream body) {
        return read(body, true);
    }

    private static Answer<Fields> read(InputStream body, boolean mayBeEmpty) {
        byte[] bytes;
        try {
            bytes = body.readNBytes(MAX_BYTES + 1);
        } catch (IOException broken) {
            return refused("invalid_json", "The body broke off before its end.");
        }
        if (bytes.length > MAX_BYTES) {
            return new Answer.Refused<>(ApiError.invalid(
                    413, "request_too_large", "The body is larger than " + MAX_BYTES + " bytes.", null));
        }
        if (bytes.length == 0 && mayBeEmpty) {
            return new Answer.Done<>(new Fields(Json.MAPPER.createObjectNode()));
        }
        try {
            JsonNode node = Json.MAPPER.readTree(bytes);
            return node instanceof ObjectNode object
                    ? new Answer.Done<>(new Fields(object))
                    : refused("invalid_json", "The body must be a JSON object.");
        } catch (JacksonException malformed) {
            return refused("invalid_json", "The body is not valid JSON: " + malformed.getOriginalMessage());
        }
    }

    private static Answer<Fields> refused(String code, String message) {
        return new Answer.Refused<>(ApiError.invalid(code, message, null));
    }
}
