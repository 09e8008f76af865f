package ai.qnp.core.access;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The text of an API key: {@code qnp-}, 37 random base62 characters and 6 that check them.
 *
 * <p>The random part holds 32 random bytes as far as 37 characters can: a little over 220 bits. The checksum is the
 * CRC-32 of the random part's ASCII bytes, written in base62 with leading zeros. It is no secret and no signature: it
 * tells a mistyped or cut key from an unknown one without a look-up, and lets secret scanners match keys exactly.
 * Prints masked.
 */
public final class KeyText {
    /** What every key begins with. */
    public static final String PREFIX = "qnp-";

    private static final int RANDOM_BYTES = 32;
    private static final int RANDOM_LENGTH = 37;
    private static final int CHECKSUM_LENGTH = 6;
    private static final int LENGTH = PREFIX.length() + RANDOM_LENGTH + CHECKSUM_LENGTH;
    private static final int DISPLAY_LENGTH = 12;

    private final String text;

    private KeyText(String text) {
        this.text = text;
    }

    /** Makes a new key. */
    public static KeyText generate(Randomness randomness) {
        String random = Base62.digits(new BigInteger(1, randomness.bytes(RANDOM_BYTES)), RANDOM_LENGTH);
        return new KeyText(PREFIX + random + checksum(random));
    }

    /** Whether a text has the shape of a key and its checksum fits. */
    public static boolean isWellFormed(String text) {
        if (text.length() != LENGTH || !text.startsWith(PREFIX)) {
            return false;
        }
        String random = text.substring(PREFIX.length(), LENGTH - CHECKSUM_LENGTH);
        return Base62.isBase62(random) && text.endsWith(checksum(random));
    }

    /** SHA-256 of a presented text, lower-case hex: what the store knows a key by. */
    public static String hashOf(String text) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    private static String checksum(String random) {
        CRC32 crc = new CRC32();
        crc.update(random.getBytes(StandardCharsets.US_ASCII));
        return Base62.digits(BigInteger.valueOf(crc.getValue()), CHECKSUM_LENGTH);
    }

    /** The key itself: to be shown once to the one who made it, never stored. */
    public String reveal() {
        return text;
    }

    /** What the store knows it by. */
    public String hash() {
        return hashOf(text);
    }

    /** The first 12 characters, by which people tell their keys apart. */
    public String displayPrefix() {
        return text.substring(0, DISPLAY_LENGTH);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KeyText that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return displayPrefix() + "****";
    }
}
