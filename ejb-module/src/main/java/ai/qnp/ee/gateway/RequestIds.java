package ai.qnp.ee.gateway;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/**
 * Makes request ids: {@code req_}, 12 hexadecimal digits of milliseconds and 20 of chance, so that they sort by time and
 * lie together in an index. They are no secret.
 */
public final class RequestIds {
    private RequestIds() {}

    /** The next one. */
    public static String next() {
        return next(ThreadLocalRandom.current());
    }

    /**
     * The next one of a process that may be a copy.
     *
     * @param chance differs in every copy
     */
    public static String next(RandomGenerator chance) {
        HexFormat hex = HexFormat.of();
        return "req_"
                + hex.toHexDigits(System.currentTimeMillis(), 12)
                + hex.toHexDigits(chance.nextLong())
                + hex.toHexDigits(chance.nextLong(), 4);
    }
}
