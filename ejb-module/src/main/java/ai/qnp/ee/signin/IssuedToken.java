package ai.qnp.ee.signin;

/**
 * A token that was just made.
 *
 * @param text the token itself, shown this once
 */
public record IssuedToken(ManagementToken token, String text) {
    /** Keeps the token out of logs. */
    @Override
    public String toString() {
        return "IssuedToken[" + token + ", ****]";
    }
}
