package ai.qnp.core.relay;

import ai.qnp.core.access.Grant;

/** Looks keys up. A revocation is seen within a second. */
public interface Grants {
    /**
     * Finds the grant of a key.
     *
     * @param keyHash SHA-256 of the key text, lower-case hex
     */
    Lookup find(String keyHash);

    /** What looking gave. */
    sealed interface Lookup {
        /** The key exists; it may be revoked or expired. */
        record Found(Grant grant) implements Lookup {}

        /** No such key. */
        record Unknown() implements Lookup {}

        /** The store can't be asked: no verdict on the key. */
        record Unavailable() implements Lookup {}
    }
}
