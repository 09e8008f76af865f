package ai.qnp.acceptance.upstream;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request as it came over the wire.
 *
 * @param headers by lower-case name, values in order
 * @param text the body
 * @param hungUp completes when the caller closes the connection while the answer is still running
 */
public record Received(
        String method, String path, Map<String, List<String>> headers, String text, CompletableFuture<Void> hungUp) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The first value of a header. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    /** The body as JSON. */
    public JsonNode json() {
        return JSON.readTree(text);
    }

    /** Waits until the caller hangs up; fails the test when it never does. */
    public void awaitHangUp() throws Exception {
        hungUp.get(10, TimeUnit.SECONDS);
    }
}
