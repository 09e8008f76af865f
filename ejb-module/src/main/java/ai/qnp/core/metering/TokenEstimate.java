package ai.qnp.core.metering;

/**
 * Estimates tokens where a vendor reports none. Four characters a token is the ratio that vendors give for English
 * text; other languages and code take more tokens, so an estimate is marked as one in the record.
 */
public final class TokenEstimate {
    private static final long CHARACTERS_PER_TOKEN = 4;

    private TokenEstimate() {}

    /** Tokens of a text of that many characters, rounded up. */
    public static long tokens(long characters) {
        return Math.ceilDiv(characters, CHARACTERS_PER_TOKEN);
    }
}
