package ai.qnp.core.sse;

import ai.qnp.core.openai.JsonText;
import java.nio.charset.StandardCharsets;

/** The bytes of what is sent on an event stream. Each call gives an array of its own. */
public final class SseWriter {
    private static final String FIELD = "data: ";

    private SseWriter() {}

    /** One event. A JSON text over several lines becomes several data lines, which a reader joins again. */
    public static byte[] data(JsonText json) {
        byte[] text = json.utf8();
        int lineBreaks = 0;
        for (byte character : text) {
            if (character == '\n' || character == '\r') {
                lineBreaks++;
            }
        }
        byte[] event = new byte[text.length + lineBreaks * FIELD.length() + FIELD.length() + 2];
        int at = field(event, 0);
        if (lineBreaks == 0) {
            System.arraycopy(text, 0, event, at, text.length);
            at += text.length;
        } else {
            at = lines(text, event, at);
        }
        event[at] = '\n';
        event[at + 1] = '\n';
        return event;
    }

    private static int lines(byte[] text, byte[] event, int from) {
        int at = from;
        for (byte character : text) {
            if (character == '\n' || character == '\r') {
                event[at] = '\n';
                at = field(event, at + 1);
            } else {
                event[at] = character;
                at++;
            }
        }
        return at;
    }

    private static int field(byte[] event, int from) {
        for (int index = 0; index < FIELD.length(); index++) {
            event[from + index] = (byte) FIELD.charAt(index);
        }
        return from + FIELD.length();
    }

    /** The end of a complete OpenAI stream. */
    public static byte[] done() {
        return "data: [DONE]\n\n".getBytes(StandardCharsets.US_ASCII);
    }

    /** A comment that keeps a silent connection open; readers skip it. */
    public static byte[] keepAlive() {
        return ": keep-alive\n\n".getBytes(StandardCharsets.US_ASCII);
    }
}
