package ai.qnp.ee.signin;

import ai.qnp.core.access.Randomness;
import java.util.HexFormat;

/** Texts that nobody can guess, for whoever may come back. */
final class SecretText {
    private static final int BYTES = 32;

    private SecretText() {}

    static String next(Randomness randomness) {
        return HexFormat.of().formatHex(randomness.bytes(BYTES));
    }
}
