package ai.qnp.core.provider;

import org.jspecify.annotations.Nullable;

/** A vendor's key. Prints masked; only the transport and the vault look inside. */
public final class Secret {
    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** Wraps a key. */
    public static Secret of(String value) {
        return new Secret(value);
    }

    /** The key itself: for the header that carries it and for sealing, nothing else. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "****";
    }
}
