package ai.qnp.web.dashboard;

import ai.qnp.core.openai.ApiError;
import ai.qnp.core.openai.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the pages' script and this server tell each other of passkeys. */
final class ScriptJson {
    private static final int MAX_BYTES = 1 << 16;

    private ScriptJson() {}

    /** What the script sent; null when it is no object. */
    static @Nullable ObjectNode read(HttpServletRequest request) throws IOException {
        byte[] bytes = request.getInputStream().readNBytes(MAX_BYTES);
        try {
            return Json.MAPPER.readTree(bytes) instanceof ObjectNode object ? object : null;
        } catch (JacksonException malformed) {
            return null;
        }
    }

    /** Answers with an object. */
    static void write(HttpServletResponse response, JsonNode body) throws IOException {
        write(response, HttpServletResponse.SC_OK, Json.MAPPER.writeValueAsBytes(body));
    }

    /** Answers that it was refused. */
    static void refuse(HttpServletResponse response, ApiError error) throws IOException {
        write(response, error.status(), error.body().utf8());
    }

    /** Answers that what was sent can't be read. */
    static void refuse(HttpServletResponse response) throws IOException {
        refuse(response, ApiError.invalid("invalid_json", "The body must be a JSON object.", null));
    }

    private static void write(HttpServletResponse response, int status, byte[] body) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getOutputStream().write(body);
    }
}
