package ai.qnp.core.catalogue;

/** A catalogue, or a model's prices, that can't be read as such. The message says what is wrong and where. */
public final class Malformed extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    Malformed(String where, String what) {
        super(where + " " + what);
    }

    /** The same, further out. */
    Malformed within(String outer) {
        return new Malformed(outer, String.valueOf(getMessage()));
    }
}
