package ai.qnp.lambda.runtime;

import ai.qnp.core.openai.JsonText;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/** Lambda's side of the Runtime API, as AWS documents it. It takes one answer an event and nothing out of order. */
public final class RuntimeApiServer implements AutoCloseable {
    private static final String ROOT = "/2018-06-01/runtime/";

    private final ServerSocket socket;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final BlockingQueue<Handed> events = new LinkedBlockingQueue<>();
    private final Map<String, Handed> open = new ConcurrentHashMap<>();
    private final BlockingQueue<String> initErrors = new LinkedBlockingQueue<>();

    /** An event and what became of it. */
    public record Handed(String requestId, JsonText document, Instant deadline, LambdaAnswer answer) {}

    private RuntimeApiServer(ServerSocket socket) {
        this.socket = socket;
        Thread.ofVirtual().start(this::accept);
    }

    /** Starts one on a free port. */
    public static RuntimeApiServer start() {
        try {
            return new RuntimeApiServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
    }

    /** What the sandbox's environment says. */
    public String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /** Has an event answered. */
    public LambdaAnswer invoke(byte[] event, Instant deadline) {
        LambdaAnswer answer = new LambdaAnswer();
        events.add(new Handed(UUID.randomUUID().toString(), JsonText.of(event), deadline, answer));
        return answer;
    }

    /** What the runtime said when it could not start. */
    public BlockingQueue<String> initErrors() {
        return initErrors;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connections.add(connection);
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream input = new BufferedInputStream(connection.getInputStream());
            boolean kept = true;
            while (kept) {
                String request = Wire.line(input);
                kept = request != null && answer(request, input, connection);
            }
        } catch (IOException | InterruptedException gone) {
            // the runtime has gone, or this server
        } finally {
            connections.remove(connection);
        }
    }

    private boolean answer(String request, InputStream input, Socket connection)
            throws IOException, InterruptedException {
        Map<String, String> headers = Wire.headers(input);
        String[] words = request.split(" ", 3);
        String path = words[1];
        if (words[0].equals("GET") && path.equals(ROOT + "invocation/next")) {
            Handed event = events.take();
            open.put(event.requestId(), event);
            Wire.send(connection, "200 OK", describing(event), event.document().utf8());
            return true;
        }
        if (path.equals(ROOT + "init/error")) {
            initErrors.add(Wire.text(input, headers));
            Wire.send(connection, "202 Accepted", Map.of(), new byte[0]);
            return true;
        }
        String[] parts = path.substring((ROOT + "invocation/").length()).split("/", 2);
        Handed event = open.remove(parts[0]);
        if (event == null) {
            Wire.send(
                    connection,
                    "400 Bad Request",
                    Map.of(),
                    "{\"errorType\":\"InvalidRequestID\"}".getBytes(StandardCharsets.UTF_8));
            return false;
        }
        if (parts[1].equals("error")) {
            event.answer().failed(Wire.text(input, headers), headers);
            Wire.send(connection, "202 Accepted", Map.of(), new byte[0]);
            return true;
        }
        event.answer().take(headers, input, connection);
        return false;
    }

    private static Map<String, String> describing(Handed event) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("Lambda-Runtime-Aws-Request-Id", event.requestId());
        headers.put("Lambda-Runtime-Deadline-Ms", Long.toString(event.deadline().toEpochMilli()));
        headers.put("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-central-1:123456789012:function:qnp");
        headers.put("Lambda-Runtime-Trace-Id", "Root=1-" + event.requestId().toLowerCase(Locale.ROOT));
        return headers;
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException alreadyClosed) {
            // as wanted
        }
    }
}
