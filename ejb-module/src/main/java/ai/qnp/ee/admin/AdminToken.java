package ai.qnp.ee.admin;

import ai.qnp.core.access.KeyText;
import ai.qnp.core.access.Randomness;
import ai.qnp.ee.vault.PrivateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The operator's token for the management API. Only its hash is held. */
public final class AdminToken {
    private static final int RANDOM_BYTES = 32;

    private final byte[] hash;

    private AdminToken(String token) {
        this.hash = hashOf(token);
    }

    /**
     * The configured token, else the one in the file, which is made if it is not there.
     *
     * @throws IOException when the file can't be read or written
     */
    public static AdminToken open(@Nullable String configured, PrivateFile file, Randomness randomness)
            throws IOException {
        if (configured != null) {
            return new AdminToken(configured);
        }
        String kept = file.read();
        if (kept == null || kept.isEmpty()) {
            kept = "qnpadmin_" + HexFormat.of().formatHex(randomness.bytes(RANDOM_BYTES));
            file.write(kept + "\n");
        }
        return new AdminToken(kept);
    }

    /** Whether a presented text is the token; takes the same time wherever it differs. */
    public boolean matches(String presented) {
        return MessageDigest.isEqual(hash, hashOf(presented));
    }

    private static byte[] hashOf(String text) {
        return KeyText.hashOf(text).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String toString() {
        return "****";
    }
}
