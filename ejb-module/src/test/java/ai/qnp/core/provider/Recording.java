package ai.qnp.core.provider;

import static org.junit.jupiter.api.Assumptions.abort;

import ai.qnp.core.openai.Json;
import ai.qnp.core.sse.Arriving;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One recorded answer of a real provider, with the request that led to it where it is known. */
public record Recording(JsonNode json) {
    /**
     * All recordings of a vendor. They live outside the project: in the folder that {@code QNP_RECORDINGS} names, else
     * beside the project. Without them a developer's tests are reported as not run; in CI that is a failure.
     */
    public static List<Recording> of(String vendor) {
        Path file = folder().resolve(vendor + ".jsonl");
        if (!Files.exists(file)) {
            if (Objects.equals(System.getenv("CI"), "true")) {
                throw new AssertionError("no recordings at " + file + ": set QNP_RECORDINGS to their folder");
            }
            abort("not run: no recordings at " + file + " (set QNP_RECORDINGS to their folder)");
        }
        try {
            return Files.readAllLines(file).stream()
                    .map(line -> new Recording(Json.MAPPER.readTree(line)))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Path folder() {
        String named = System.getenv("QNP_RECORDINGS");
        if (named != null && !named.isBlank()) {
            return Path.of(named);
        }
        Path root = Path.of("").toAbsolutePath();
        while (root.getParent() != null && !Files.isDirectory(root.resolve(".mvn"))) {
            root = root.getParent();
        }
        return root.resolveSibling("shared").resolve("recordings");
    }

    /** The recording's id. */
    public String id() {
        return json.path("id").asString();
    }

    /** Its main feature. */
    public String feature() {
        return json.path("feature").asString();
    }

    /** Whether the answer is an event stream. */
    public boolean isStream() {
        return json.path("stream").asBoolean();
    }

    /** The path that was called, empty when unknown. */
    public String path() {
        return json.path("request").path("path").asString("");
    }

    /** The request's body, or null. */
    public @Nullable JsonNode request() {
        JsonNode body = json.path("request").path("body");
        return body.isObject() ? body : null;
    }

    /** The answer's status. */
    public int status() {
        return json.path("response").path("status").asInt();
    }

    /** The answer's headers. */
    public Headers headers() {
        Map<String, String> headers = new HashMap<>();
        json.path("response")
                .path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asString("")));
        return new Headers(headers);
    }

    /** The answer's bytes. */
    public byte[] body() {
        return json.path("response").path("body_text").asString("").getBytes(StandardCharsets.UTF_8);
    }

    /** The lengths in which the bytes came off the wire; empty when not recorded. */
    public List<Integer> wireLengths() {
        return json.path("response")
                .path("wire_chunk_bytes")
                .valueStream()
                .map(JsonNode::asInt)
                .toList();
    }

    @Override
    public String toString() {
        return id() + " " + feature();
    }

    /**
     * The body as it may arrive otherwise: byte by byte, in the pieces it came in, and in random ones.
     *
     * @param longest what a random piece is shorter than
     */
    public List<InputStream> arrivingOtherwise(int longest) {
        byte[] bytes = body();
        List<InputStream> ways = new ArrayList<>();
        ways.add(Arriving.byteByByte(bytes));
        ways.add(Arriving.inPieces(bytes, wireLengths()));
        for (long seed = 1; seed <= 4; seed++) {
            ways.add(Arriving.inPieces(
                    bytes,
                    new Random(seed)
                            .ints(3 * bytes.length / longest + 1, 1, longest)
                            .boxed()
                            .toList()));
        }
        return ways;
    }
}
