package ai.qnp.lambda.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Lambda gets for one event, as it comes. */
public final class LambdaAnswer {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final byte[] ZEROS = new byte[8];

    private final CompletableFuture<Map<String, String>> requestHeaders = new CompletableFuture<>();
    private final CompletableFuture<JsonNode> prelude = new CompletableFuture<>();
    private final CompletableFuture<Ended> ended = new CompletableFuture<>();
    private final CompletableFuture<String> error = new CompletableFuture<>();
    private final BlockingQueue<String> pieces = new LinkedBlockingQueue<>();
    private volatile CountDownLatch reading = new CountDownLatch(0);
    private volatile Socket connection;

    private record Ended(String body, Map<String, String> trailers) {}

    /** Takes nothing in until told to. */
    public LambdaAnswer paused() {
        reading = new CountDownLatch(1);
        return this;
    }

    void failed(String document, Map<String, String> headers) {
        requestHeaders.complete(headers);
        error.complete(document);
    }

    void take(Map<String, String> headers, InputStream input, Socket from) throws IOException, InterruptedException {
        connection = from;
        requestHeaders.complete(headers);
        reading.await();
        try {
            prelude.complete(prelude(Wire.chunk(input)));
            StringBuilder body = new StringBuilder();
            for (byte[] chunk = Wire.chunk(input); chunk.length > 0; chunk = Wire.chunk(input)) {
                String text = new String(chunk, StandardCharsets.UTF_8);
                body.append(text);
                pieces.add(text);
            }
            ended.complete(new Ended(body.toString(), Wire.headers(input)));
            Wire.send(from, "202 Accepted", Map.of(), new byte[0]);
        } catch (IOException broken) {
            prelude.completeExceptionally(broken);
            ended.completeExceptionally(broken);
            throw broken;
        }
    }

    /** Lambda reads up to the eight zeros; what follows them is the body's. */
    private static JsonNode prelude(byte[] chunk) {
        int end = chunk.length - ZEROS.length;
        for (int index = 0; index < ZEROS.length; index++) {
            if (chunk[end + index] != 0) {
                throw new IllegalStateException("no delimiter behind the prelude");
            }
        }
        return JSON.readTree(new String(chunk, 0, end, StandardCharsets.UTF_8));
    }

    /** Ends the connection, as if the client had gone. */
    public void hangUp() throws IOException {
        connection.close();
    }

    /** What the runtime's request said of itself; names in lower case. */
    public Map<String, String> requestHeaders() {
        return requestHeaders.join();
    }

    /** The next piece of the body, waited for. */
    public String piece() throws InterruptedException {
        return pieces.take();
    }

    /** The HTTP status that the client gets. */
    public int status() {
        return prelude.join().get("statusCode").asInt();
    }

    /** The prelude as it came. */
    public JsonNode prelude() {
        return prelude.join();
    }

    /** The HTTP headers that the client gets. */
    public Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        prelude.join()
                .get("headers")
                .properties()
                .forEach(entry -> headers.put(entry.getKey(), entry.getValue().asString()));
        return headers;
    }

    /** The whole body, once it has ended in order. */
    public String body() {
        return ended.join().body();
    }

    /** The whole body as JSON. */
    public JsonNode json() {
        return JSON.readTree(body());
    }

    /** What followed the body. */
    public Map<String, String> trailers() {
        return ended.join().trailers();
    }

    /** The failure that the trailers tell of. */
    public JsonNode trailingError() {
        return JSON.readTree(Base64.getDecoder().decode(trailers().get("lambda-runtime-function-error-body")));
    }

    /** What was reported in an answer's stead. */
    public JsonNode error() {
        return JSON.readTree(error.join());
    }
}
