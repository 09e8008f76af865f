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

    /** The body as it came; a refusal when it is larger than that. */
    static Answer<byte[]> bytes(InputStream body, int maxBytes) {
        try {
            byte[] bytes = body.readNBytes(maxBytes + 1);
            return bytes.length <= maxBytes
                    ? new Answer.Done<>(bytes)
                    : new Answer.Refused<>(ApiError.invalid(
                            413, "request_too_large", "The body is larger than " + maxBytes + " bytes.", null));
        } catch (IOException broken) {
            return refused("invalid_json", "The body broke off before its end.");
        }
    }

    private static Answer<Fields> read(InputStream body, boolean mayBeEmpty) {
        return bytes(body, MAX_BYTES).then(bytes -> parsed(bytes, mayBeEmpty));
    }

    private static Answer<Fields> parsed(byte[] bytes, boolean mayBeEmpty) {
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

    private static <T> Answer<T> refused(String code, String message) {
        return new Answer.Refused<>(ApiError.invalid(code, message, null));
    }
}
