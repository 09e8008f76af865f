package ai.qnp.core.sse;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Bytes as a network gives them: each read returns one piece, never more. */
public final class Arriving extends InputStream {
    private final byte[] bytes;
    private final List<Integer> ends;
    private int next;

    private Arriving(byte[] bytes, List<Integer> ends) {
        this.bytes = bytes;
        this.ends = new ArrayList<>(ends);
        this.ends.add(bytes.length);
    }

    /** All at once. */
    public static Arriving whole(byte[] bytes) {
        return new Arriving(bytes, List.of());
    }

    /** In two pieces. */
    public static Arriving cutAt(byte[] bytes, int at) {
        return new Arriving(bytes, List.of(at));
    }

    /** One byte a read. */
    public static Arriving byteByByte(byte[] bytes) {
        List<Integer> ends = new ArrayList<>();
        for (int end = 1; end < bytes.length; end++) {
            ends.add(end);
        }
        return new Arriving(bytes, ends);
    }

    /** In pieces of these lengths; what is left comes last. */
    public static Arriving inPieces(byte[] bytes, List<Integer> lengths) {
        List<Integer> ends = new ArrayList<>();
        int end = 0;
        for (int length : lengths) {
            end += length;
            if (end < bytes.length) {
                ends.add(end);
            }
        }
        return new Arriving(bytes, ends);
    }

    @Override
    public int read() {
        return next == bytes.length ? -1 : bytes[next++] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (next == bytes.length) {
            return -1;
        }
        while (ends.getFirst() <= next) {
            ends.removeFirst();
        }
        int count = Math.min(length, ends.getFirst() - next);
        System.arraycopy(bytes, next, target, offset, count);
        next += count;
        return count;
    }
}
