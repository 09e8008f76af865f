package ai.qnp.ee.persistence;

import ai.qnp.core.relay.Outcome;
import ai.qnp.core.relay.RequestIntent;
import java.util.List;

/**
 * Usage records in a store that takes one in microseconds: each request's own thread stores, since handing over to another
 * and waiting for it would take longer.
 */
public final class ImmediateUsageRecords implements StoredUsageRecords {
    private static final System.Logger LOG = System.getLogger(ImmediateUsageRecords.class.getName());
    private static final Noted DURABLE = () -> {};

    private final RecordStore store;

    /** In a store that any thread may call; it is closed with this. */
    public ImmediateUsageRecords(RecordStore store) {
        this.store = store;
    }

    @Override
    public Noted note(RequestIntent intent) {
        try {
            store(List.of(intent), List.of());
            return DURABLE;
        } catch (StorageUnavailable notNoted) {
            return () -> {
                throw notNoted;
            };
        }
    }

    @Override
    public void keep(Outcome outcome) throws StorageUnavailable {
        // beginnings need no removal: they stand where the end stands
        store(List.of(), List.of(new RecordStore.Ended(outcome, false)));
    }

    private void store(List<RequestIntent> begun, List<RecordStore.Ended> ended) throws StorageUnavailable {
        try {
            store.store(begun, ended);
        } catch (RuntimeException failed) {
            LOG.log(System.Logger.Level.ERROR, "a usage record could not be stored", failed);
            throw new StorageUnavailable(failed);
        }
    }

    @Override
    public void catchUp() {
        store.catchUp();
    }

    @Override
    public void close() {
        store.close();
    }
}
