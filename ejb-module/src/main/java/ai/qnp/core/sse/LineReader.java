package ai.qnp.core.sse;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Lines of a byte stream, ended by LF, CR or CRLF, each given as a slice of the buffer. A line that ends in CR is given
 * at once: waiting for a possible LF behind it could hold an event back for as long as the upstream thinks.
 */
final class LineReader {
    /** Streams wait for most of their life, by the thousand, and most lines are short. */
    private static final int INITIAL_BUFFER = 2 * 1024;

    private final InputStream in;
    private final int maxLineBytes;

    private byte[] buffer = new byte[INITIAL_BUFFER];
    /** The current line, without its ending. */
    private int start;

    private int end;
    /** The first byte that belongs to no line yet, and the end of what was read. */
    private int next;

    private int limit;
    private boolean lineFeedMayFollow;

    LineReader(InputStream in, int maxLineBytes) {
        this.in = in;
        this.maxLineBytes = maxLineBytes;
    }

    /** Goes to the next line; false at the end of the stream. A last line without an ending counts. */
    boolean next() throws IOException {
        start = next;
        int scanned = 0;
        while (true) {
            if (lineFeedMayFollow && start < limit) {
                lineFeedMayFollow = false;
                if (buffer[start] == '\n') {
                    start++;
                }
            }
            int at = start + scanned;
            while (at < limit && buffer[at] != '\n' && buffer[at] != '\r') {
                at++;
            }
            if (at - start > maxLineBytes) {
                throw new EventTooLarge(maxLineBytes);
            }
            if (at < limit) {
                lineFeedMayFollow = buffer[at] == '\r';
                return lineTo(at, at + 1);
            }
            scanned = at - start;
            if (!fill()) {
                return lineTo(limit, limit) && end > start;
            }
        }
    }

    private boolean lineTo(int lineEnd, int afterEnding) {
        end = lineEnd;
        next = afterEnding;
        return true;
    }

    /** Reads more behind the unfinished line, which moves to the buffer's front; blocks until something came. */
    private boolean fill() throws IOException {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, limit - start);
            limit -= start;
            start = 0;
        }
        if (limit == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int count = in.read(buffer, limit, buffer.length - limit);
        if (count > 0) {
            limit += count;
        }
        return count >= 0;
    }

    byte[] buffer() {
        return buffer;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }
}
