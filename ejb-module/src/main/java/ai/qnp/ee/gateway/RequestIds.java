package ai.qnp.ee.gateway;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Makes request ids: {@code req_}, 12 hexadecimal digits of milliseconds and 20 of chance, so that they sort by time and
 * lie together in an index. They are no secret.
 */
public final class RequestIds {
    private RequestIds() {}

    /** The next one. */
    public static String next() {
        ThreadLocalRandom chance = ThreadLocalRandom.current();
        HexFormat hex = HexFormat.of();
        return "req_"
                + hex.toHexDigits(System.currentTimeMillis(), 12)
                + hex.toHexDigits(chance.nextLong())
                + hex.toHexDigits(chance.nextLong(), 4);
    }
}
