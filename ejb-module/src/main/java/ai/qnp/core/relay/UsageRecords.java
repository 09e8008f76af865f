package ai.qnp.core.relay;

/** Keeps usage records. */
public interface UsageRecords {
    /**
     * Keeps an outcome's usage record and receipt, and returns when they are durable.
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
