package ai.qnp.ee.bodies;

import ai.qnp.core.relay.LoggedBody;
import ai.qnp.core.relay.RequestBodies;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Keeps bodies by one thread of its own, many in a transaction. Those that wait or are being stored have a bounded number of
 * bytes; what comes beyond that is lost, and so is what the store refuses.
 */
public final class BackgroundRequestBodies implements RequestBodies, AutoCloseable {
    /** What a body costs beside its bytes, so that empty ones are bounded, too. */
    private static final long OVERHEAD = 512;

    private static final long MAX_BATCH_BYTES = 4 << 20;
    /** A stopping server has more to do than this. */
    private static final Duration LAST_WAIT = Duration.ofSeconds(5);

    private final Consumer<List<LoggedBody>> store;
    private final long capacity;
    private final LostBodies lost;
    private final CompletableFuture<Void> writing;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition somethingWaits = lock.newCondition();
    private final Condition somethingIsDone = lock.newCondition();
    private final Deque<LoggedBody> queue = new ArrayDeque<>();
    private long bytes;
    private long taken;
    private long done;
    private boolean closed;

    /**
     * Starts the writer.
     *
     * @param store stores all of a list or throws
     * @param threads gives the one writing thread
     * @param capacity how many bytes may wait
     */
    public BackgroundRequestBodies(
            Consumer<List<LoggedBody>> store, ThreadFactory threads, long capacity, LostBodies lost) {
        this.store = store;
        this.capacity = capacity;
        this.lost = lost;
        this.writing = CompletableFuture.runAsync(
                this::write, task -> threads.newThread(task).start());
    }

    @Override
    public void keep(LoggedBody body) {
        if (!enqueued(body)) {
            lost.noRoom();
        }
    }

    private boolean enqueued(LoggedBody body) {
        lock.lock();
        try {
            boolean fits = !closed && bytes + weight(body) <= capacity;
            if (fits) {
                bytes += weight(body);
                taken++;
                queue.add(body);
                somethingWaits.signal();
            }
            return fits;
        } finally {
            lock.unlock();
        }
    }

    /** Returns once what was taken before is stored or lost, at the latest after that time. */
    public void catchUp(Duration longest) {
        lock.lock();
        try {
            long last = taken;
            long left = longest.toNanos();
            while (done < last && left > 0) {
                left = somethingIsDone.awaitNanos(left);
            }
        } catch (InterruptedException goOn) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more bodies, and stores those that wait, as far as that is done soon. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            somethingWaits.signalAll();
        } finally {
            lock.unlock();
        }
        writing.completeOnTimeout(null, LAST_WAIT.toNanos(), TimeUnit.NANOSECONDS)
                .join();
    }

    private void write() {
        List<LoggedBody> batch = takeBatch();
        while (!batch.isEmpty()) {
            try {
                store.accept(batch);
            } catch (RuntimeException | Error refused) { // a body that is too much for the heap must not end the writer
                lost.notStored(batch.size(), refused);
            } finally {
                finished(batch);
            }
            batch = takeBatch();
        }
    }

    /** Waits for something to store; empty only when there will be nothing any more. */
    private List<LoggedBody> takeBatch() {
        lock.lock();
        try {
            while (queue.isEmpty() && !closed) {
                somethingWaits.awaitUninterruptibly();
            }
            List<LoggedBody> batch = new ArrayList<>();
            long size = 0;
            while (!queue.isEmpty() && (batch.isEmpty() || size + weight(queue.getFirst()) <= MAX_BATCH_BYTES)) {
                size += weight(queue.getFirst());
                batch.add(queue.removeFirst());
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private void finished(List<LoggedBody> batch) {
        lock.lock();
        try {
            done += batch.size();
            bytes -= batch.stream().mapToLong(BackgroundRequestBodies::weight).sum();
            somethingIsDone.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static long weight(LoggedBody body) {
        return body.bytes().utf8().length + OVERHEAD;
    }
}
