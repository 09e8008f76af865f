package ai.qnp.ee.settings;

/** A setting has a value that can't be used. The message is one line for the operator, with no secret in it. */
public final class BadSetting extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    BadSetting(String line, Throwable cause) {
        super(line, cause);
    }
}
