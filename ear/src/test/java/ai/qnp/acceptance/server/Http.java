package ai.qnp.acceptance.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A client that changes nothing on the way: paths go out as written, redirects are not followed. */
public final class Http implements AutoCloseable {
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI root;

    Http(URI root) {
        this.root = root;
    }

    /** Where requests go. */
    public URI root() {
        return root;
    }

    /** Sends a request, with a body when there is one; headers alternate name and value. */
    public Answer send(String method, String path, @Nullable String body, String... headers) {
        try {
            HttpResponse<String> response =
                    client.send(request(method, path, body, headers), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException noAnswer) {
            throw new AssertionError(method + " " + path + " had no answer", noAnswer);
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    /** Sends a request whose answer is read as it comes. */
    public EventStream stream(String path, String body, String... headers) throws IOException, InterruptedException {
        return new EventStream(
                client.send(request("POST", path, body, headers), HttpResponse.BodyHandlers.ofInputStream()));
    }

    private HttpRequest request(String method, String path, @Nullable String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(root + path)).timeout(Duration.ofSeconds(40));
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.method(method, HttpRequest.BodyPublishers.ofString(body));
            request.setHeader("Content-Type", "application/json");
        }
        for (int i = 0; i + 1 < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return request.build();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
