package ai.qnp.lambda;

import ai.qnp.core.openai.Json;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads event documents. */
final class EventReader {
    private static final String VERSION = "2.0";

    private EventReader() {}

    /** The event; null when the document is none of a function URL's, a console's test event for example. */
    static @Nullable FunctionUrlEvent read(byte[] document) {
        try {
            return read(Json.MAPPER.readTree(document));
        } catch (JacksonException notJson) {
            return null;
        }
    }

    private static @Nullable FunctionUrlEvent read(JsonNode document) {
        JsonNode http = document.path("requestContext").path("http");
        String method = http.path("method").asString("");
        String path = document.path("rawPath").asString("");
        String version = document.path("version").asString("");
        if (!version.equals(VERSION) || method.isEmpty() || path.isEmpty()) {
            return null;
        }
        JsonNode body = document.path("body");
        return new FunctionUrlEvent(
                method.toUpperCase(Locale.ROOT),
                path,
                headers(document.path("headers")),
                http.path("sourceIp").asString(""),
                body.isString() ? body.stringValue() : null,
                document.path("isBase64Encoded").asBoolean(false));
    }

    private static Map<String, String> headers(JsonNode object) {
        Map<String, String> headers = new HashMap<>();
        object.properties()
                .forEach(header -> headers.put(
                        header.getKey().toLowerCase(Locale.ROOT),
                        header.getValue().asString("")));
        return headers;
    }
}
