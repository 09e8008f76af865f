package ai.qnp.core.provider.demo;

import java.io.InputStream;
import java.util.Iterator;

/** Events as a byte stream; each is made only when the ones before it were read. */
final class EventStream extends InputStream {
    private final Iterator<byte[]> remaining;
    private byte[] current = {};
    private int next;

    EventStream(Iterator<byte[]> remaining) {
        this.remaining = remaining;
    }

    @Override
    public int read() {
        if (!hasMore()) {
            return -1;
        }
        int value = current[next] & 0xff;
        next++;
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (!hasMore()) {
            return -1;
        }
        int count = Math.min(length, current.length - next);
        System.arraycopy(current, next, target, offset, count);
        next += count;
        return count;
    }

    private boolean hasMore() {
        while (next == current.length && remaining.hasNext()) {
            current = remaining.next();
            next = 0;
        }
        return next < current.length;
    }
}
