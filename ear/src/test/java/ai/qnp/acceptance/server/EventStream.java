package ai.qnp.acceptance.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An event stream of the gateway, read as it comes. */
public final class EventStream implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpResponse<InputStream> response;
    private final BufferedReader reader;
    private final List<String> comments = new ArrayList<>();

    EventStream(HttpResponse<InputStream> response) {
        this.response = response;
        this.reader = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    /** The status. */
    public int status() {
        return response.statusCode();
    }

    /** The headers. */
    public HttpHeaders headers() {
        return response.headers();
    }

    /** The next event's data, or null at the end. Fails the test on anything that is neither data nor a comment. */
    public @Nullable String next() throws IOException {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.startsWith("data: ")) {
                return line.substring("data: ".length());
            }
            if (line.startsWith(":")) {
                comments.add(line);
            } else if (!line.isEmpty()) {
                throw new AssertionError("Not an event: " + line + " (status " + status() + ")");
            }
        }
        return null;
    }

    /** Waits for a comment; fails the test when anything else comes before. */
    public String nextComment() throws IOException {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.startsWith(":")) {
                return line;
            }
            if (!line.isEmpty()) {
                throw new AssertionError("Not a comment: " + line);
            }
        }
        throw new AssertionError("The stream ended without a comment");
    }

    /** The next data that is a chunk with content, its text; fails the test when the stream ends before. */
    public String nextText() throws IOException {
        for (String data = next(); data != null; data = next()) {
            String text = text(data);
            if (!text.isEmpty()) {
                return text;
            }
        }
        throw new AssertionError("The stream ended without content");
    }

    /** The data of all events to come. */
    public List<String> rest() throws IOException {
        var rest = new ArrayList<String>();
        for (String data = next(); data != null; data = next()) {
            rest.add(data);
        }
        return rest;
    }

    /** Everything the choices' deltas say. */
    public static String text(List<String> events) {
        var text = new StringBuilder();
        for (String data : events) {
            text.append(text(data));
        }
        return text.toString();
    }

    private static String text(String data) {
        if (!data.startsWith("{")) {
            return "";
        }
        return json(data).path("choices").path(0).path("delta").path("content").asString("");
    }

    /** An event's data as JSON. */
    public static JsonNode json(String data) {
        return JSON.readTree(data);
    }

    /** Goes away without reading on. */
    public void leave() throws IOException {
        response.body().close();
    }

    @Override
    public void close() throws IOException {
        leave();
    }
}
