package ai.qnp.ee.persistence;

import ai.qnp.core.relay.Outcome;
import ai.qnp.core.relay.RequestIntent;
import ai.qnp.core.relay.UsageRecords;
import jakarta.persistence.EntityManager;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Usage records in the database, many to a transaction: one thread commits whatever is waiting, and all who wait for it
 * go on together. So each record is durable before its caller continues, at a fraction of a commit's cost. Its charge is
 * taken, and its intent removed, in the same transaction.
 *
 * <p>While the database is away, records go to a journal on this server's disk, as long as that has room.
 *
 * <p>At most {@code capacity} records wait; a caller beyond that waits for room. Nothing is dropped.
 */
public final class GroupCommitUsageRecords implements UsageRecords, AutoCloseable {
    private static final int MAX_BATCH = 500;
    private static final System.Logger LOG = System.getLogger(GroupCommitUsageRecords.class.getName());

    private final Transactions transactions;
    private final String nodeId;
    private final SettledBatch more;
    private final @Nullable OutageJournal journal;
    private final int capacity;
    private final Thread writer;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition somethingWaits = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private final PendingNotes notes = new PendingNotes();
    private boolean closed;

    private record Waiting(Outcome outcome, boolean noted, CompletableFuture<Void> durable) {}

    private record Batch(List<Waiting> records, List<PendingNotes.Note> notes) {
        boolean isEmpty() {
            return records.isEmpty() && notes.isEmpty();
        }
    }

    /**
     * Starts the writer.
     *
     * @param nodeId whose requests these are
     * @param more what else changes with each batch
     * @param journal where records wait for a database that is away; null where there is no place for it
     * @param threads gives the one writing thread
     * @param capacity how many records may wait
     */
    public GroupCommitUsageRecords(
            Transactions transactions,
            String nodeId,
            SettledBatch more,
            @Nullable OutageJournal journal,
            ThreadFactory threads,
            int capacity) {
        this.transactions = transactions;
        this.nodeId = nodeId;
        this.more = more;
        this.journal = journal;
        this.capacity = capacity;
        this.writer = threads.newThread(this::write);
        writer.start();
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
        boolean interrupted = false;
        while (writer.isAlive()) {
            try {
                writer.join();
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
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
            Waiting waiting = new Waiting(outcome, noted, new CompletableFuture<>());
            queue.add(waiting);
            somethingWaits.signal();
            return waiting.durable();
        } finally {
            lock.unlock();
        }
    }

    private void write() {
        Batch batch = takeBatch();
        while (!batch.isEmpty()) {
            commit(batch);
            batch = takeBatch();
        }
    }

    /** Waits for something to write; empty only when there will be nothing any more. */
    private Batch takeBatch() {
        lock.lock();
        try {
            List<PendingNotes.Note> due = notes.takeDue(System.nanoTime());
            while (queue.isEmpty() && due.isEmpty() && !closed) {
                awaitNext();
                due = notes.takeDue(System.nanoTime());
            }
            List<Waiting> records = new ArrayList<>();
            while (!queue.isEmpty() && records.size() < MAX_BATCH) {
                records.add(queue.removeFirst());
            }
            room.signalAll();
            return new Batch(records, due);
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

    private void commit(Batch batch) {
        try {
            store(batch);
            succeed(batch);
        } catch (RuntimeException failed) {
            if (batch.records().size() + batch.notes().size() > 1 && StorageFailure.isOfTheData(failed)) {
                // One bad record must not fail its neighbours.
                batch.notes().forEach(note -> commit(new Batch(List.of(), List.of(note))));
                batch.records().forEach(waiting -> commit(new Batch(List.of(waiting), List.of())));
            } else if (!StorageFailure.isOfTheData(failed) && isJournaled(batch)) {
                LOG.log(System.Logger.Level.WARNING, "the database is away: usage records wait in the journal", failed);
                succeed(batch);
            } else {
                LOG.log(
                        System.Logger.Level.ERROR,
                        batch.records().size() + " usage records could not be stored",
                        failed);
                fail(batch, failed);
            }
        } catch (Error broken) {
            fail(batch, broken);
            throw broken;
        }
    }

    private boolean isJournaled(Batch batch) {
        if (journal == null) {
            return false;
        }
        List<OutageJournal.Line> lines = new ArrayList<>();
        batch.notes().forEach(note -> lines.add(new OutageJournal.Line(nodeId, null, note.intent())));
        batch.records().forEach(waiting -> lines.add(new OutageJournal.Line(nodeId, waiting.outcome(), null)));
        return journal.append(lines);
    }

    private static void succeed(Batch batch) {
        batch.records().forEach(waiting -> waiting.durable().complete(null));
        batch.notes().forEach(note -> note.durable().complete(null));
    }

    private static void fail(Batch batch, Throwable cause) {
        batch.records().forEach(waiting -> waiting.durable().completeExceptionally(cause));
        batch.notes().forEach(note -> note.durable().completeExceptionally(cause));
    }

    private void store(Batch batch) {
        transactions.inTransaction(entities -> {
            batch.notes().forEach(note -> entities.persist(new IntentRow(note.intent(), nodeId)));
            List<Outcome> outcomes =
                    batch.records().stream().map(Waiting::outcome).toList();
            outcomes.forEach(outcome -> entities.persist(new UsageRow(outcome)));
            removeIntents(entities, batch.records());
            more.settle(entities, outcomes);
            // last, because it locks rows that other nodes want too
            UsageDays.add(entities, outcomes);
            return batch.records().size();
        });
    }

    private static void removeIntents(EntityManager entities, List<Waiting> records) {
        List<String> noted = records.stream()
                .filter(Waiting::noted)
                .map(waiting -> waiting.outcome().record().id())
                .toList();
        if (!noted.isEmpty()) {
            entities.createQuery("delete from IntentRow i where i.requestId in :ids")
                    .setParameter("ids", noted)
                    .executeUpdate();
        }
    }
}
