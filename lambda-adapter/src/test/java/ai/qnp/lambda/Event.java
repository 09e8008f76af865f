package ai.qnp.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An event document of the test resources. */
record Event(ObjectNode document) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Reads one and puts a key where the document leaves room for it. */
    static Event named(String name, String key) {
        try (InputStream resource = Event.class.getResourceAsStream("/events/" + name + ".json")) {
            String text = new String(resource.readAllBytes(), StandardCharsets.UTF_8).replace("{{key}}", key);
            return new Event((ObjectNode) JSON.readTree(text));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    Event withBody(String body, boolean base64) {
        document.put("body", body).put("isBase64Encoded", base64);
        return this;
    }

    Event withPath(String path) {
        document.put("rawPath", path);
        http().put("path", path);
        return this;
    }

    Event withMethod(String method) {
        http().put("method", method);
        return this;
    }

    Event withSourceIp(String address) {
        http().put("sourceIp", address);
        return this;
    }

    Event withHeader(String name, String value) {
        ((ObjectNode) document.get("headers")).put(name, value);
        return this;
    }

    Event withoutHeader(String name) {
        ((ObjectNode) document.get("headers")).remove(name);
        return this;
    }

    private ObjectNode http() {
        return (ObjectNode) document.get("requestContext").get("http");
    }

    byte[] bytes() {
        return JSON.writeValueAsBytes(document);
    }
}
