package ai.qnp.lambda;

import ai.qnp.core.openai.Json;
import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** The beginning of a streamed HTTP answer: status and headers as JSON, then eight zero bytes, then the body. */
final class Prelude {
    private static final int ZEROS = 8;

    private Prelude() {}

    /** Names go out in lower case. */
    static byte[] of(int status, Map<String, String> headers) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = Json.MAPPER.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberProperty("statusCode", status);
            json.writeObjectPropertyStart("headers");
            headers.forEach((name, value) -> json.writeStringProperty(name.toLowerCase(Locale.ROOT), value));
            json.writeEndObject();
            json.writeArrayPropertyStart("cookies");
            json.writeEndArray();
            json.writeEndObject();
        }
        bytes.writeBytes(new byte[ZEROS]);
        return bytes.toByteArray();
    }
}
