package ai.qnp.lambda.runtime;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One answer on its way to Lambda: HTTP/1.1 chunks over a connection of its own, ended by trailers when it breaks off. A
 * socket and no HTTP client, because the JDK's knows no trailers. Written by one thread; a second one listens, because
 * whatever Lambda says before the end means that it takes no more.
 */
public final class ResponseStream implements AutoCloseable {
    static final int ACCEPTED = 202;
    static final String AGENT = "qnp";

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final Duration FAREWELL_LIMIT = Duration.ofSeconds(5);
    private static final String ERROR_TYPE = "Lambda-Runtime-Function-Error-Type";
    private static final String ERROR_BODY = "Lambda-Runtime-Function-Error-Body";

    private final Socket socket;
    private final OutputStream output;
    private final CompletableFuture<Integer> verdict = new CompletableFuture<>();
    private volatile boolean ended;

    private ResponseStream(Socket socket) throws IOException {
        this.socket = socket;
        this.output = new BufferedOutputStream(socket.getOutputStream());
    }

    static ResponseStream open(String host, int port, String path, Duration longest, Runnable hungUp)
            throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(millis(longest));
            socket.connect(new InetSocketAddress(host, port), millis(CONNECT_LIMIT));
            ResponseStream stream = new ResponseStream(socket);
            stream.ascii(head(host + ":" + port, path));
            Thread.ofVirtual().name("hang-up").start(() -> stream.listen(hungUp));
            return stream;
        } catch (IOException unable) {
            socket.close();
            throw unable;
        }
    }

    private static String head(String host, String path) {
        return String.join(
                "\r\n",
                "POST " + path + " HTTP/1.1",
                "Host: " + host,
                "User-Agent: " + AGENT,
                "Content-Type: application/vnd.awslambda.http-integration-response",
                "Lambda-Runtime-Function-Response-Mode: streaming",
                "Transfer-Encoding: chunked",
                "Trailer: " + ERROR_TYPE + ", " + ERROR_BODY,
                "Connection: close",
                "",
                "");
    }

    /** Sends some bytes, at least one, when the next flush comes. */
    public void write(byte[] bytes) throws IOException {
        ascii(Integer.toHexString(bytes.length) + "\r\n");
        output.write(bytes);
        ascii("\r\n");
    }

    /** Sends what was written. */
    public void flush() throws IOException {
        output.flush();
    }

    /** Ends a complete answer and waits until Lambda has taken it. */
    public void finish() throws IOException {
        end("");
    }

    /** Ends an answer that breaks off here. */
    public void fail(FunctionError error) throws IOException {
        byte[] document = error.document().utf8();
        end(ERROR_TYPE + ": " + error.type() + "\r\n" + ERROR_BODY + ": "
                + Base64.getEncoder().encodeToString(document) + "\r\n");
    }

    /** Whether nothing more can be sent. */
    public boolean isEnded() {
        return ended;
    }

    private void end(String trailers) throws IOException {
        ascii("0\r\n" + trailers + "\r\n");
        ended = true;
        output.flush();
        int status = verdict();
        if (status != ACCEPTED) {
            throw new IOException(
                    status < 0
                            ? "the runtime API ended the connection"
                            : "the runtime API answered " + status + " to a response");
        }
    }

    private int verdict() throws IOException {
        try {
            return verdict.get(FAREWELL_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while Lambda took the answer");
        } catch (TimeoutException | ExecutionException silent) {
            throw new IOException("the runtime API did not say that it took the answer", silent);
        }
    }

    /** A write that nobody takes blocks for ever; that the connection is closed under it ends it. */
    private void listen(Runnable hungUp) {
        int status = status();
        boolean tooEarly = !ended;
        if (tooEarly) {
            close();
        }
        verdict.complete(status);
        if (tooEarly) {
            hungUp.run();
        }
    }

    /** The status that Lambda answers; negative when it just ends the connection, or says nothing for too long. */
    private int status() {
        try {
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            String line = reader.readLine();
            String[] words = line == null ? new String[0] : line.split(" ", 3);
            return words.length < 2 ? -1 : Integer.parseInt(words[1]);
        } catch (IOException | NumberFormatException broken) {
            return -1;
        }
    }

    private void ascii(String text) throws IOException {
        output.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static int millis(Duration limit) {
        return Math.clamp(limit.toMillis(), 1, Integer.MAX_VALUE);
    }

    /** Drops the connection. */
    @Override
    public void close() {
        ended = true;
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // that is what was wanted
        }
    }
}
