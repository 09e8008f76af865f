package ai.qnp.acceptance.server;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The management API in the hands of the operator. */
public record Manage(Http http, String token) {
    /** Calls it. */
    public Answer call(String method, String path, @Nullable String body) {
        return http.send(method, "/manage/v1" + path, body, "Authorization", "Bearer " + token);
    }

    /** Creates a key; the answer is its record and, this once, the key. */
    public JsonNode createKey(String body) {
        return call("POST", "/keys", body).expect(201).json();
    }

    /** A key whose chain is these providers, each with the model {@code m1}, paid by the platform. */
    public Caller callerOver(String... providers) {
        String chain = Arrays.stream(providers)
                .map(id -> "{\"provider\":\"" + id + "\",\"models\":[\"m1\"],\"credential\":\"platform\"}")
                .collect(Collectors.joining(","));
        return caller("{\"name\":\"over " + String.join(", ", providers) + "\",\"chain\":[" + chain + "]}");
    }

    /** A key as described, ready to call with. */
    public Caller caller(String body) {
        JsonNode key = createKey(body);
        return new Caller(http, key.path("id").asString(), key.path("key").asString());
    }

    /** The usage records of a key, newest first or last: there is one request a key in most tests. */
    public List<JsonNode> usageOf(Caller caller) {
        JsonNode page =
                call("GET", "/usage?key=" + caller.keyId(), null).expect(200).json();
        return page.path("data").valueStream().toList();
    }

    /** The usage record of one request. */
    public JsonNode usageOf(Caller caller, String requestId) {
        return usageOf(caller).stream()
                .filter(record -> record.path("id").asString().equals(requestId))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No usage record for " + requestId));
    }
}
