package ai.qnp.lambda.runtime;

import ai.qnp.core.openai.JsonText;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The Runtime API of the sandbox that this process runs in. One event at a time. */
public final class RuntimeApi {
    static final String VERSION = "/2018-06-01";

    private static final String ERROR_TYPE = "application/vnd.aws.lambda.error+json";

    private final String host;
    private final int port;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();

    /**
     * Talks to that address.
     *
     * @param address host and port, as {@code AWS_LAMBDA_RUNTIME_API} has them
     */
    public RuntimeApi(String address) {
        URI parsed = URI.create("http://" + address);
        this.host = parsed.getHost();
        this.port = parsed.getPort() < 0 ? 80 : parsed.getPort();
    }

    /** Waits for the next event. Has no limit, because Lambda freezes the process while there is none. */
    public NextEvent next() throws IOException {
        HttpRequest request = to("/runtime/invocation/next").GET().build();
        HttpResponse<byte[]> answer = send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException("the runtime API answered " + answer.statusCode() + " when asked for an event");
        }
        return new NextEvent(
                header(answer, "Lambda-Runtime-Aws-Request-Id")
                        .orElseThrow(() -> new IOException("the runtime API sent an event without an id")),
                deadline(answer),
                header(answer, "Lambda-Runtime-Trace-Id").orElse(null),
                JsonText.of(answer.body()));
    }

    /**
     * Begins to answer an event.
     *
     * @param longest after which nobody waits for the answer any more
     * @param hungUp called once, from another thread, if Lambda takes no more of the answer before its end
     */
    public ResponseStream respond(String requestId, Duration longest, Runnable hungUp) throws IOException {
        return ResponseStream.open(host, port, path("/runtime/invocation/" + requestId + "/response"), longest, hungUp);
    }

    /** Says that an event could not be answered. Only while its answer has not begun. */
    public void failed(String requestId, FunctionError error) throws IOException {
        report("/runtime/invocation/" + requestId + "/error", error);
    }

    /** Says that this process can't serve anything. */
    public void initFailed(FunctionError error) throws IOException {
        report("/runtime/init/error", error);
    }

    private void report(String path, FunctionError error) throws IOException {
        HttpRequest request = to(path).header("Content-Type", ERROR_TYPE)
                .header("Lambda-Runtime-Function-Error-Type", error.type())
                .POST(HttpRequest.BodyPublishers.ofByteArray(error.document().utf8()))
                .build();
        int status = send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status != ResponseStream.ACCEPTED) {
            throw new IOException("the runtime API answered " + status + " to an error");
        }
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + host + ":" + port + path(path)))
                .setHeader("User-Agent", ResponseStream.AGENT);
    }

    private static String path(String below) {
        return VERSION + below;
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body) throws IOException {
        try {
            return http.send(request, body);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while talking to the runtime API");
        }
    }

    private static Optional<String> header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name);
    }

    private static Instant deadline(HttpResponse<?> answer) throws IOException {
        try {
            return header(answer, "Lambda-Runtime-Deadline-Ms")
                    .map(Long::parseLong)
                    .map(Instant::ofEpochMilli)
                    .orElse(Instant.MAX);
        } catch (NumberFormatException strange) {
            throw new IOException("the runtime API sent a deadline that is no number", strange);
        }
    }
}
