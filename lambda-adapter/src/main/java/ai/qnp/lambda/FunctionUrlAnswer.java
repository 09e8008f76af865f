package ai.qnp.lambda;

import ai.qnp.core.openai.Json;
import ai.qnp.core.openai.JsonText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** What a function URL makes an HTTP answer of. */
final class FunctionUrlAnswer {
    /** Above it a body goes out as base64, which grows by a third whatever is in it; escaped text may double. */
    private static final int LONGEST_TEXT = 1 << 20;

    private final int status;
    private final Map<String, String> headers = new TreeMap<>();
    private final byte[] body;

    /**
     * Takes the body over.
     *
     * @param headers names in any case; they go out in lower case
     */
    FunctionUrlAnswer(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        headers.forEach((name, value) -> this.headers.put(name.toLowerCase(Locale.ROOT), value));
        this.body = body;
    }

    /** A JSON answer, or one without a body, which has no type. */
    static FunctionUrlAnswer json(int status, Map<String, String> headers, JsonText body) {
        byte[] bytes = body.utf8();
        Map<String, String> typed = new TreeMap<>(headers);
        if (bytes.length > 0) {
            typed.put("content-type", "application/json");
        }
        return new FunctionUrlAnswer(status, typed, bytes);
    }

    int status() {
        return status;
    }

    /** The same answer with one more header. */
    FunctionUrlAnswer with(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new FunctionUrlAnswer(status, more, body);
    }

    /** Writes the document. */
    void writeTo(OutputStream output) throws IOException {
        String text = body.length > LONGEST_TEXT ? null : decoded(body);
        try (JsonGenerator json = Json.MAPPER.createGenerator(output)) {
            json.writeStartObject();
            json.writeNumberProperty("statusCode", status);
            json.writeObjectPropertyStart("headers");
            headers.forEach(json::writeStringProperty);
            json.writeEndObject();
            json.writeStringProperty("body", text == null ? Base64.getEncoder().encodeToString(body) : text);
            json.writeBooleanProperty("isBase64Encoded", text == null);
            json.writeEndObject();
        }
    }

    private static @Nullable String decoded(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException notText) {
            return null;
        }
    }
}
