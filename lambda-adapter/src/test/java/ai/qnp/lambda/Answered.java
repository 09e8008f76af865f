package ai.qnp.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a function URL would make of the handler's document. */
record Answered(int status, Map<String, String> headers, String body, boolean base64) {
    private static final JsonMapper JSON = JsonMapper.shared();

    static Answered by(FunctionUrlHandler handler, byte[] event, Context context) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try {
            handler.handleRequest(new ByteArrayInputStream(event), output, context);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return read(output.toByteArray());
    }

    static Answered read(byte[] document) {
        JsonNode json = JSON.readTree(document);
        Map<String, String> headers = new HashMap<>();
        json.get("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asString()));
        boolean base64 = json.get("isBase64Encoded").asBoolean();
        String text = json.get("body").asString();
        String body = base64 ? new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8) : text;
        return new Answered(json.get("statusCode").asInt(), headers, body, base64);
    }

    JsonNode json() {
        return JSON.readTree(body);
    }

    JsonNode error() {
        return json().get("error");
    }

    String requestId() {
        return headers.get("x-request-id");
    }
}
