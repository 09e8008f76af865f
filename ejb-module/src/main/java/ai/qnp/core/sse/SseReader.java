package ai.qnp.core.sse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads events off a byte stream by the WHATWG standard (HTML, 9.2.6 'Interpreting an event stream', read 2026-11), with
 * one deviation: an event that the stream's end cuts off before its blank line is dispatched too, since vendors leave
 * the blank line out. Comments, {@code id} and {@code retry} are skipped. Memory is bounded by the event size. For one
 * thread.
 */
public final class SseReader {
    private static final byte[] DATA = {'d', 'a', 't', 'a'};
    private static final byte[] EVENT = {'e', 'v', 'e', 'n', 't'};
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final LineReader lines;
    private final DataLines data;
    private boolean atStreamStart = true;
    private @Nullable String name;
    private String lastName = "";

    /**
     * Reads from a stream, which stays the caller's to close.
     *
     * @param maxEventBytes the most that one event's data, or one line, may have
     */
    public SseReader(InputStream in, int maxEventBytes) {
        this.lines = new LineReader(in, maxEventBytes);
        this.data = new DataLines(maxEventBytes);
    }

    /**
     * Waits for the next event; null at the end of the stream. Gives an event as soon as its blank line is there.
     *
     * @throws EventTooLarge when an event is longer than the bound
     * @throws IOException when the stream breaks off
     */
    public @Nullable SseEvent next() throws IOException {
        while (lines.next()) {
            int start = lineStart();
            if (start < lines.end()) {
                field(start);
            } else if (data.any()) {
                return dispatch();
            } else {
                name = null;
            }
        }
        return data.any() ? dispatch() : null;
    }

    private SseEvent dispatch() {
        SseEvent event = new SseEvent(name, data.take());
        name = null;
        return event;
    }

    private int lineStart() {
        int start = lines.start();
        if (!atStreamStart) {
            return start;
        }
        atStreamStart = false;
        return isAt(BYTE_ORDER_MARK, start, start + BYTE_ORDER_MARK.length) ? start + BYTE_ORDER_MARK.length : start;
    }

    /** A comment's field name is empty, so it is skipped like every unknown field. */
    private void field(int start) throws IOException {
        byte[] buffer = lines.buffer();
        int colon = start;
        while (colon < lines.end() && buffer[colon] != ':') {
            colon++;
        }
        int value = Math.min(colon + 1, lines.end());
        if (value < lines.end() && buffer[value] == ' ') {
            value++;
        }
        if (isAt(DATA, start, colon)) {
            data.add(buffer, value, lines.end());
        } else if (isAt(EVENT, start, colon)) {
            name = name(value);
        }
    }

    private boolean isAt(byte[] expected, int from, int to) {
        return to <= lines.end() && Arrays.equals(lines.buffer(), from, to, expected, 0, expected.length);
    }

    /** Vendors repeat the same few names over a whole stream. */
    private @Nullable String name(int from) {
        if (from == lines.end()) {
            return null;
        }
        if (!isSameAsLast(from)) {
            lastName = new String(lines.buffer(), from, lines.end() - from, StandardCharsets.UTF_8);
        }
        return lastName;
    }

    private boolean isSameAsLast(int from) {
        if (lastName.length() != lines.end() - from) {
            return false;
        }
        for (int at = 0; at < lastName.length(); at++) {
            if (lastName.charAt(at) != lines.buffer()[from + at]) {
                return false;
            }
        }
        return true;
    }
}
