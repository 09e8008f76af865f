package ai.qnp.lambda.runtime;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** HTTP/1.1 as bytes. */
final class Wire {
    private Wire() {}

    /** A line without its end; null at the end of the connection. */
    static String line(InputStream input) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int next = input.read(); next != '\n'; next = input.read()) {
            if (next < 0) {
                return null;
            }
            if (next != '\r') {
                bytes.write(next);
            }
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    /** Headers, or trailers, to the empty line; names in lower case. */
    static Map<String, String> headers(InputStream input) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = line(input); line == null || !line.isEmpty(); line = line(input)) {
            if (line == null) {
                throw new EOFException("in the headers");
            }
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    /** A chunk; empty for the last one. */
    static byte[] chunk(InputStream input) throws IOException {
        String size = line(input);
        if (size == null) {
            throw new EOFException("where a chunk should be");
        }
        int length = Integer.parseInt(size, 16);
        byte[] bytes = input.readNBytes(length);
        if (length > 0 && (bytes.length < length || !"".equals(line(input)))) {
            throw new EOFException("in a chunk");
        }
        return bytes;
    }

    static String text(InputStream input, Map<String, String> headers) throws IOException {
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new String(input.readNBytes(length), StandardCharsets.UTF_8);
    }

    static void send(Socket connection, String status, Map<String, String> headers, byte[] body) throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + "\r\n");
        headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        head.append("Content-Length: " + body.length + "\r\n\r\n");
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        all.writeBytes(body);
        connection.getOutputStream().write(all.toByteArray());
        connection.getOutputStream().flush();
    }
}
