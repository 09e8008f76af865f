package ai.qnp.acceptance.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Requests that no decent client would send, byte for byte. */
public final class RawHttp {
    private RawHttp() {}

    /** Sends the bytes while reading the answer, until the gateway closes; the answer as text, framing included. */
    public static String exchange(URI root, byte[] request) throws IOException {
        try (Socket socket = new Socket(root.getHost(), root.getPort())) {
            socket.setSoTimeout(20_000);
            Thread.ofVirtual().start(() -> write(socket, request));
            return read(socket.getInputStream());
        }
    }

    /** An answer that came too early is no reason to fail: it is what is being tested. */
    private static void write(Socket socket, byte[] request) {
        try {
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
        } catch (IOException refusedHalfway) {
            // the answer says why
        }
    }

    private static String read(InputStream in) throws IOException {
        var answer = new ByteArrayOutputStream();
        try {
            in.transferTo(answer);
        } catch (IOException cut) {
            if (answer.size() == 0) {
                throw cut;
            }
        }
        return answer.toString(StandardCharsets.UTF_8);
    }
}
