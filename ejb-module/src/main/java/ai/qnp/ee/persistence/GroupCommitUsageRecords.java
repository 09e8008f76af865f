package ai.qnp.ee.persistence;

import ai.qnp.core.relay.Outcome;
import ai.qnp.core.relay.RequestIntent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Usage records in a store, many at a time: one thread stores whatever is waiting, and all who wait for it go on together.
 * So each record is durable before its caller continues, at a fraction of the cost of storing one.
 *
 * <p>At most {@code capacity} records wait; a caller beyond that waits for room. Nothing is dropped.
 */
public final class GroupCommitUsageRecords implements StoredUsageRecords {
    private static final int MAX_BATCH = 500;
    private static final System.Logger LOG = System.getLogger(GroupCommitUsageRecords.class.getName());

    private final RecordStore store;
    private final int capacity;
    private final CompletableFuture<Void> writing;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition somethingWaits = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final Deque<RecordBatch.Waiting> queue = new ArrayDeque<>();
    private final PendingNotes notes = new PendingNotes();
    private boolean closed;

    /**
     * Starts the writer.
     *
     * @param store closed with this
     * @param threads gives the one writing thread
     * @param capacity how many records may wait
     */
    public GroupCommitUsageRecords(RecordStore store, ThreadFactory threads, int capacity) {
        this.store = store;
        this.capacity = capacity;
        this.writing = CompletableFuture.runAsync(
                this::write, task -> threads.newThread(task).start());
    }

    @Override
    public Noted note(RequestIntent intent) {
        PendingNotes.Note note;
        lock.lock();
        try {
            note = notes.add(intent, System.nanoTime());
            somethingWaits.signal();
        } finally {
            lock.unlock();
        }
        return () -> {
            hurry(note);
            await(note.durable());
        };
    }

    private void hurry(PendingNotes.Note note) {
        lock.lock();
        try {
            note.hurry();
            somethingWaits.signal();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void keep(Outcome outcome) throws StorageUnavailable {
        await(enqueue(outcome));
    }

    private static void await(CompletableFuture<Void> durable) throws StorageUnavailable {
        try {
            // Not interruptible: half-way out nobody would know whether it is kept.
            durable.join();
        } catch (CompletionException notKept) {
            throw new StorageUnavailable(notKept.getCause() == null ? notKept : notKept.getCause());
        }
    }

    /** How many records wait to be written: what an operator watches. */
    public int waiting() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more records, writes those that wait, and returns when that is done. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            somethingWaits.signalAll();
            room.signalAll();
        } finally {
            lock.unlock();
        }
        writing.join();
        store.close();
    }

    @Override
    public void catchUp() {
        store.catchUp();
    }

    private CompletableFuture<Void> enqueue(Outcome outcome) throws StorageUnavailable {
        lock.lock();
        try {
            while (queue.size() >= capacity && !closed) {
                room.awaitUninterruptibly();
            }
            if (closed) {
                throw new StorageUnavailable(new IllegalStateException("the server is shutting down"));
            }
            boolean noted = notes.end(outcome.record().id());
            RecordBatch.Waiting waiting =
                    new RecordBatch.Waiting(new RecordStore.Ended(outcome, noted), new CompletableFuture<>());
            queue.add(waiting);
            somethingWaits.signal();
            return waiting.durable();
        } finally {
            lock.unlock();
        }
    }

    private void write() {
        RecordBatch batch = takeBatch();
        while (!batch.isEmpty()) {
            batch.storeIn(store);
            batch = takeBatch();
        }
    }

    /** Waits for something to write; empty only when there will be nothing any more. */
    private RecordBatch takeBatch() {
        lock.lock();
        try {
            List<PendingNotes.Note> due = notes.takeDue(System.nanoTime());
            while (queue.isEmpty() && due.isEmpty() && !closed) {
                awaitNext();
                due = notes.takeDue(System.nanoTime());
            }
            List<RecordBatch.Waiting> records = new ArrayList<>();
            while (!queue.isEmpty() && records.size() < MAX_BATCH) {
                records.add(queue.removeFirst());
            }
            room.signalAll();
            return new RecordBatch(records, due);
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("WaitNotInLoop") // the caller's loop looks again
    private void awaitNext() {
        long untilNext = notes.untilNext(System.nanoTime());
        if (untilNext < 0) {
            somethingWaits.awaitUninterruptibly();
            return;
        }
        try {
            untilNext = somethingWaits.awaitNanos(untilNext);
        } catch (InterruptedException nobodyEndsThisThreadSo) {
            LOG.log(System.Logger.Level.DEBUG, "only close() ends the writer", nobodyEndsThisThreadSo);
        }
    }
}
