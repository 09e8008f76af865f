package ai.qnp.core.relay;

import ai.qnp.core.relay.UsageRecords.StorageUnavailable;

/** Keeps the outcome of one request, exactly once. One thread. */
final class Settlement {
    private final UsageRecords records;
    private final Observer observer;
    private boolean settled;

    Settlement(UsageRecords records, Observer observer) {
        this.records = records;
        this.observer = observer;
    }

    /** Keeps an outcome and returns when it is durable. Requests without a known key belong to nobody: only counted. */
    void settle(Outcome outcome) throws StorageUnavailable {
        if (settled) {
            return;
        }
        if (outcome.record().keyId() != null) {
            records.keep(outcome);
        }
        settled = true;
        observer.finished(outcome);
    }

    /** Keeps an outcome that released nothing of value: if the store is away, the client still hears of its error. */
    void settleRefusal(Outcome outcome) {
        try {
            settle(outcome);
        } catch (StorageUnavailable away) {
            settled = true;
            observer.finished(outcome);
        }
    }
}
