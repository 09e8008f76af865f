package ai.qnp.core.provider;

/**
 * How a vendor wants its key.
 *
 * @param header the header's name
 * @param prefix what stands before the key, with its space
 */
public record AuthScheme(String header, String prefix) {
    /** {@code Authorization: Bearer …}, which most vendors take. */
    public static final AuthScheme BEARER = new AuthScheme("Authorization", "Bearer ");
}
