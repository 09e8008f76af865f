package ai.qnp.core.openai;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads bodies into memory. */
public final class BodyBytes {
    /** Most bodies are small; {@link InputStream#readNBytes(int)} takes 16 KiB for each of them. */
    private static final int USUAL = 4096;

    /** What somebody announces costs no more than this before it has come. */
    private static final int MOST_ON_TRUST = 256 * 1024;

    private BodyBytes() {}

    /**
     * Reads to the end, or so many bytes.
     *
     * @param announced how many there should be; below zero when nobody said
     * @throws IOException when the body breaks off
     */
    public static byte[] read(InputStream body, long announced, int limit) throws IOException {
        // one more than was announced: so the end is seen, too
        long room = announced < 0 ? USUAL : Math.min(announced + 1, MOST_ON_TRUST);
        byte[] first = new byte[(int) Math.min(room, limit)];
        int length = body.readNBytes(first, 0, first.length);
        if (length < first.length) {
            return Arrays.copyOf(first, length);
        }
        byte[] rest = body.readNBytes(limit - length);
        if (rest.length == 0) {
            return first;
        }
        byte[] all = Arrays.copyOf(first, length + rest.length);
        System.arraycopy(rest, 0, all, length, rest.length);
        return all;
    }
}
