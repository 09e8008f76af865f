package ai.qnp.ee.persistence;

import ai.qnp.core.relay.RequestIntent;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * What is stored together: usage records, and notes of requests that go on. Whoever waits for one of them is told once it is
 * stored, or why it is not.
 */
record RecordBatch(List<Waiting> records, List<PendingNotes.Note> notes) {
    private static final System.Logger LOG = System.getLogger(RecordBatch.class.getName());

    /** A record, and who waits for it. */
    record Waiting(RecordStore.Ended end, CompletableFuture<Void> durable) {}

    boolean isEmpty() {
        return records.isEmpty() && notes.isEmpty();
    }

    /** Stores all at once, or one after the other if the database refuses what one of them says. */
    void storeIn(RecordStore store) {
        try {
            store.store(intents(), records.stream().map(Waiting::end).toList());
            waiting().forEach(durable -> durable.complete(null));
        } catch (RuntimeException failed) {
            if (records.size() + notes.size() > 1 && StorageFailure.isOfTheData(failed)) {
                // One bad record must not fail its neighbours.
                alone().forEach(one -> one.storeIn(store));
            } else {
                LOG.log(System.Logger.Level.ERROR, records.size() + " usage records could not be stored", failed);
                fail(failed);
            }
        } catch (Error broken) {
            fail(broken);
            throw broken;
        }
    }

    private List<RequestIntent> intents() {
        return notes.stream().map(PendingNotes.Note::intent).toList();
    }

    private Stream<RecordBatch> alone() {
        return Stream.concat(
                notes.stream().map(note -> new RecordBatch(List.of(), List.of(note))),
                records.stream().map(record -> new RecordBatch(List.of(record), List.of())));
    }

    private void fail(Throwable cause) {
        waiting().forEach(durable -> durable.completeExceptionally(cause));
    }

    private Stream<CompletableFuture<Void>> waiting() {
        return Stream.concat(
                records.stream().map(Waiting::durable), notes.stream().map(PendingNotes.Note::durable));
    }
}
