package ai.qnp.lambda.upstream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A provider over real HTTP that does as it is told. */
public final class FakeUpstream implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile HttpHandler script = json(200, "{}");

    /** A request as it came; header names in lower case. */
    public record Received(String path, Map<String, String> headers, String body, int port) {}

    private FakeUpstream(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            received.add(read(exchange));
            script.handle(exchange);
        });
        server.start();
    }

    /** Starts one on a free port. */
    public static FakeUpstream start() {
        try {
            return new FakeUpstream(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    /** Forgets what it was asked. */
    public void forget() {
        received.clear();
    }

    /** What it does from now on. */
    public FakeUpstream answering(HttpHandler newScript) {
        this.script = newScript;
        return this;
    }

    /** Never answers as long as it lives. */
    public FakeUpstream silent() {
        return answering(exchange -> untilClosed());
    }

    /** Sends a body's beginning and then nothing as long as it lives. */
    public FakeUpstream silentAfter(String beginning) {
        return answering(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream output = exchange.getResponseBody();
            output.write(beginning.getBytes(StandardCharsets.UTF_8));
            output.flush();
            untilClosed();
        });
    }

    /** Sends events, and then only comments, until its caller hangs up; says so then. */
    public static HttpHandler untilHungUp(CountDownLatch hungUp, String... events) {
        byte[] beginning = lines(events).getBytes(StandardCharsets.UTF_8);
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            OutputStream output = exchange.getResponseBody();
            output.write(beginning);
            try {
                while (true) {
                    output.write(": still thinking\n\n".getBytes(StandardCharsets.US_ASCII));
                    output.flush();
                }
            } catch (IOException goneAway) {
                hungUp.countDown();
            }
        };
    }

    /** Sends events and then drops the connection. */
    public static HttpHandler cutAfter(String... events) {
        byte[] beginning = lines(events).getBytes(StandardCharsets.UTF_8);
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, beginning.length + 1);
            exchange.getResponseBody().write(beginning);
            exchange.getResponseBody().flush();
            exchange.close();
        };
    }

    /** A whole JSON answer. */
    public static HttpHandler json(int status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        };
    }

    /** An event stream in chunks, one event for each JSON text, and {@code [DONE]}. */
    public static HttpHandler events(String... events) {
        byte[] bytes = (lines(events) + "data: [DONE]\n\n").getBytes(StandardCharsets.UTF_8);
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(bytes);
            exchange.getResponseBody().flush();
            exchange.close();
        };
    }

    private static String lines(String... events) {
        StringBuilder body = new StringBuilder();
        for (String event : events) {
            body.append("data: ").append(event).append("\n\n");
        }
        return body.toString();
    }

    /** Its API root. */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    /** What was asked, in order. */
    public List<Received> received() {
        return received;
    }

    private void untilClosed() {
        try {
            closed.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static Received read(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        return new Received(
                exchange.getRequestURI().toString(),
                headers,
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                exchange.getRemoteAddress().getPort());
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
