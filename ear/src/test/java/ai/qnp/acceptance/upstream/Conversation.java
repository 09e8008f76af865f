package ai.qnp.acceptance.upstream;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** The provider's side of one request. Each call leaves at once; nothing is buffered. */
public final class Conversation {
    private final Socket wire;
    private final OutputStream out;
    private final Received request;
    private boolean keepAlive = true;
    private boolean chunked;

    /**
     * One.
     *
     * @param wire the connection beneath TLS, if there is TLS
     * @param out what is written comes out of it
     */
    Conversation(Socket wire, OutputStream out, Received request) {
        this.wire = wire;
        this.out = out;
        this.request = request;
    }

    /** What was asked. */
    public Received request() {
        return request;
    }

    boolean keepAlive() {
        return keepAlive;
    }

    /** Sends a whole JSON answer. Headers alternate name and value. */
    public void json(int status, String body, String... headers) throws IOException {
        whole(status, "application/json", body.getBytes(StandardCharsets.UTF_8), headers);
    }

    /** Sends a whole answer. */
    public void whole(int status, String contentType, byte[] body, String... headers) throws IOException {
        var head = head(status, contentType, headers)
                .append("Content-Length: ")
                .append(body.length)
                .append("\r\n\r\n");
        byte[] start = head.toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[start.length + body.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        unframed(all);
    }

    /** Sends a head of which no body need follow. Headers alternate name and value. */
    public void head(int status, String... headers) throws IOException {
        unframed(head(status, "application/json", headers)
                .append("\r\n")
                .toString()
                .getBytes(StandardCharsets.ISO_8859_1));
    }

    /**
     * Sends the same piece again and again, outside any framing, until it was enough or the caller hangs up.
     *
     * @param taken counts what the network took
     */
    public void pour(byte[] piece, long enough, AtomicLong taken) {
        keepAlive = false;
        try {
            while (taken.get() < enough) {
                unframed(piece);
                taken.addAndGet(piece.length);
            }
        } catch (IOException hungUp) {
            // which is what the callers of this method wait for
        }
    }

    /** Begins an event stream. */
    public void openStream(String... headers) throws IOException {
        chunked = true;
        var head = head(200, "text/event-stream", headers).append("Transfer-Encoding: chunked\r\n\r\n");
        unframed(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends bytes of the open stream, as one chunk. */
    public void bytes(byte[] part) throws IOException {
        byte[] size = (Integer.toHexString(part.length) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[size.length + part.length + 2];
        System.arraycopy(size, 0, all, 0, size.length);
        System.arraycopy(part, 0, all, size.length, part.length);
        all[all.length - 2] = '\r';
        all[all.length - 1] = '\n';
        unframed(all);
    }

    /** Sends text of the open stream. */
    public void text(String part) throws IOException {
        bytes(part.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends events of the open stream, each in a chunk of its own. */
    public void events(String... data) throws IOException {
        for (String one : data) {
            text("data: " + one + "\n\n");
        }
    }

    /** Ends the open stream the way HTTP wants it, with or without {@code [DONE]} before. */
    public void endStream() throws IOException {
        chunked = false;
        unframed("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Cuts the connection with a reset: what a crash or a proxy in between looks like. */
    public void reset() throws IOException {
        wire.setSoLinger(true, 0);
        close();
    }

    /** Closes the connection in the middle of whatever was going on. */
    public void close() throws IOException {
        keepAlive = false;
        wire.close();
    }

    /** Closes the connection after this answer without having announced it. */
    public void closeAfterwards() {
        keepAlive = false;
    }

    /** Says nothing until the caller gives up. */
    public void hang() throws InterruptedException, ExecutionException {
        request.hungUp().get();
        keepAlive = false;
    }

    /** Whether the caller hangs up within this time: what sets a talking provider's pace. */
    public boolean hungUpWithin(Duration pause) throws InterruptedException, ExecutionException {
        try {
            request.hungUp().get(pause.toMillis(), TimeUnit.MILLISECONDS);
            keepAlive = false;
            return true;
        } catch (TimeoutException stillThere) {
            return false;
        }
    }

    /** Sends bytes as they are, outside any framing. */
    public void unframed(byte[] raw) throws IOException {
        out.write(raw);
        out.flush();
    }

    void complete() throws IOException {
        if (chunked) {
            endStream();
        }
    }

    private static StringBuilder head(int status, String contentType, String... headers) {
        var head = new StringBuilder("HTTP/1.1 ").append(status).append(" Told\r\n");
        head.append("Content-Type: ").append(contentType).append("\r\n");
        for (int i = 0; i + 1 < headers.length; i += 2) {
            head.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
        }
        return head;
    }
}
