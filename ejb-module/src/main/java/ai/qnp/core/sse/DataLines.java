package ai.qnp.core.sse;

import ai.qnp.core.openai.JsonText;
import java.io.IOException;
import java.util.Arrays;

/** The {@code data} lines of the event that is being read. One line, the usual case, is copied exactly once. */
final class DataLines {
    private static final byte[] NOTHING = {};

    private final int maxBytes;
    private byte[] bytes = NOTHING;
    private int length;
    private boolean any;

    DataLines(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    void add(byte[] source, int from, int to) throws IOException {
        int needed = (any ? length + 1 : 0) + (to - from);
        if (needed > maxBytes) {
            throw new EventTooLarge(maxBytes);
        }
        if (any) {
            if (needed > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
            }
            bytes[length] = '\n';
            System.arraycopy(source, from, bytes, length + 1, to - from);
        } else {
            bytes = Arrays.copyOfRange(source, from, to);
        }
        length = needed;
        any = true;
    }

    boolean any() {
        return any;
    }

    /** Gives the data away and starts anew. */
    JsonText take() {
        JsonText data = JsonText.of(length == bytes.length ? bytes : Arrays.copyOf(bytes, length));
        bytes = NOTHING;
        length = 0;
        any = false;
        return data;
    }
}
