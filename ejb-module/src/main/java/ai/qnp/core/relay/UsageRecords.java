package ai.qnp.core.relay;

/** Keeps usage records. */
public interface UsageRecords {
    /**
     * Notes a request that is about to be asked of a provider. Returns at once; once the note is durable, the request is
     * settled even if this process ends first. Keeping its outcome ends the note.
     */
    Noted note(RequestIntent intent);

    /** A note on its way to the store. */
    @FunctionalInterface
    interface Noted {
        /** Returns when the note is durable. */
        void awaitDurable() throws StorageUnavailable;
    }

    /**
     * Keeps an outcome's usage record and receipt, takes its charge, and returns when they are durable.
     *
     * @throws StorageUnavailable when it could not be made durable; the caller then does not release the answer's end
     */
    void keep(Outcome outcome) throws StorageUnavailable;

    /** The store can't take the record now. */
    final class StorageUnavailable extends Exception {
        private static final long serialVersionUID = 1L;

        /** Keeps what the store said. */
        public StorageUnavailable(Throwable cause) {
            super(cause);
        }
    }
}
