package ai.qnp.acceptance.server;

import java.net.http.HttpHeaders;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A whole answer of the gateway. */
public record Answer(int status, HttpHeaders headers, String body) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The body as JSON; fails the test when it is none. */
    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (RuntimeException notJson) {
            throw new AssertionError("Not JSON, status " + status + ": " + body, notJson);
        }
    }

    /** A header's first value. */
    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** The error inside the envelope. */
    public JsonNode error() {
        return json().path("error");
    }

    /** The error's code. */
    public String code() {
        return error().path("code").asString("");
    }

    /** The text of the first choice. */
    public String text() {
        return json().path("choices").path(0).path("message").path("content").asString("");
    }

    /** The same answer, when its status is the one expected; else a failed test that shows it. */
    public Answer expect(int expected) {
        if (status != expected) {
            throw new AssertionError("Expected status " + expected + " but was " + status + ": " + body);
        }
        return this;
    }
}
