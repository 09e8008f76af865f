package ai.qnp.ee.persistence;

import ai.qnp.core.relay.Outcome;
import ai.qnp.core.relay.UsageRecords;
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
 * Usage records in the database, many to a transaction: one thread commits whatever is waiting, and all who wait for it
 * go on together. So each record is durable before its caller continues, at a fraction of a commit's cost.
 *
 * <p>At most {@code capacity} records wait; a caller beyond that waits for room. Nothing is dropped.
 */
public final class GroupCommitUsageRecords implements UsageRecords, AutoCloseable {
    private static final int MAX_BATCH = 500;
    private static final System.Logger LOG = System.getLogger(GroupCommitUsageRecords.class.getName());

    private final Transactions transactions;
    private final int capacity;
    private final Thread writer;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition somethingWaits = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private boolean closed;

    private record Waiting(Outcome outcome, CompletableFuture<Void> durable) {}

    /**
     * Starts the writer.
     *
     * @param threads gives the one writing thread
     * @param capacity how many records may wait
     */
    public GroupCommitUsageRecords(Transactions transactions, ThreadFactory threads, int capacity) {
        this.transactions = transactions;
        this.capacity = capacity;
        this.writer = threads.newThread(this::write);
        writer.start();
    }

    @Override
    public void keep(Outcome outcome) throws StorageUnavailable {
        Waiting waiting = new Waiting(outcome, new CompletableFuture<>());
        enqueue(waiting);
        try {
            // Not interruptible: half-way out nobody would know whether the record is kept.
            waiting.durable().join();
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

    private void enqueue(Waiting waiting) throws StorageUnavailable {
        lock.lock();
        try {
            while (queue.size() >= capacity && !closed) {
                room.awaitUninterruptibly();
            }
            if (closed) {
                throw new StorageUnavailable(new IllegalStateException("the server is shutting down"));
            }
            queue.add(waiting);
            somethingWaits.signal();
        } finally {
            lock.unlock();
        }
    }

    private void write() {
        List<Waiting> batch = takeBatch();
        while (!batch.isEmpty()) {
            commit(batch);
            batch = takeBatch();
        }
    }

    /** Waits for records; empty only when there will be none any more. */
    private List<Waiting> takeBatch() {
        lock.lock();
        try {
            while (queue.isEmpty() && !closed) {
                somethingWaits.awaitUninterruptibly();
            }
            List<Waiting> batch = new ArrayList<>();
            while (!queue.isEmpty() && batch.size() < MAX_BATCH) {
                batch.add(queue.removeFirst());
            }
            room.signalAll();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private void commit(List<Waiting> batch) {
        try {
            store(batch);
            batch.forEach(waiting -> waiting.durable().complete(null));
        } catch (RuntimeException failed) {
            if (batch.size() > 1 && StorageFailure.isOfTheData(failed)) {
                // One bad record must not fail its neighbours.
                batch.forEach(waiting -> commit(List.of(waiting)));
            } else {
                LOG.log(System.Logger.Level.ERROR, batch.size() + " usage records could not be stored", failed);
                batch.forEach(waiting -> waiting.durable().completeExceptionally(failed));
            }
        } catch (Error broken) {
            batch.forEach(waiting -> waiting.durable().completeExceptionally(broken));
            throw broken;
        }
    }

    private void store(List<Waiting> batch) {
        transactions.inTransaction(entities -> {
            batch.forEach(waiting -> entities.persist(new UsageRow(waiting.outcome())));
            UsageDays.add(entities, batch.stream().map(Waiting::outcome).toList());
            return batch.size();
        });
    }
}
