package ai.qnp.ee.persistence;

import ai.qnp.core.relay.RequestIntent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Stores in a journal beside the embedded database, and a moment later, many together, in the database: one small write
 * for a request instead of two commits. Only for a database that no other server reads, on the same disk. Any thread.
 *
 * <p>What a process that was killed leaves in the journal, the next start brings into the database before it takes requests
 * ({@code JournalReplay}).
 */
public final class JournalFirstRecordStore implements RecordStore {
    private static final int A_TRANSACTION = 500;
    private static final int MOST_WAITING = 10 * A_TRANSACTION;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final System.Logger LOG = System.getLogger(JournalFirstRecordStore.class.getName());

    private final RecordStore database;
    private final AlternatingJournals journals;
    private final RecordJournal refused;
    private final Duration gathering;
    private final CompletableFuture<Void> moving;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition wake = lock.newCondition();
    private final Condition moved = lock.newCondition();
    private List<Ended> waiting = new ArrayList<>();
    private long stored;
    private long inDatabase;
    private boolean hurried;
    private boolean failing;
    private boolean closed;

    /**
     * The files.
     *
     * @param one takes turns with {@code other}; both are empty
     * @param refused where records go that the database refuses for what they say, for an operator to look at
     */
    public record Journals(RecordJournal one, RecordJournal other, RecordJournal refused) {}

    /**
     * Starts the thread that moves records into the database.
     *
     * @param nodeId whose requests these are
     * @param gathering how long a record waits in the journal for others
     * @param threads gives the one thread
     */
    public JournalFirstRecordStore(
            RecordStore database, Journals journals, String nodeId, Duration gathering, ThreadFactory threads) {
        this.database = database;
        this.journals = new AlternatingJournals(journals.one(), journals.other(), nodeId);
        this.refused = journals.refused();
        this.gathering = gathering;
        this.moving = CompletableFuture.runAsync(
                this::move, task -> threads.newThread(task).start());
    }

    @Override
    public void store(List<RequestIntent> begun, List<Ended> ended) {
        AlternatingJournals.Lines lines = journals.lines(begun, ended);
        lock.lock();
        try {
            while (waiting.size() >= MOST_WAITING && !failing && !moving.isDone()) {
                // requests come no faster than the database takes them, unless it takes none
                moved.awaitUninterruptibly();
            }
            if (!journals.append(lines)) {
                throw new IllegalStateException("the journal of usage records is full, or can't be written");
            }
            boolean wasEmpty = waiting.isEmpty();
            // beginnings stand in the journals only: the database has none to remove
            ended.forEach(end -> waiting.add(new Ended(end.outcome(), false)));
            stored += ended.size();
            if (wasEmpty || waiting.size() >= A_TRANSACTION) {
                wake.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void catchUp() {
        lock.lock();
        try {
            long wanted = stored;
            while (inDatabase < wanted && !failing && !moving.isDone()) {
                hurried = true;
                wake.signal();
                moved.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            wake.signal();
        } finally {
            lock.unlock();
        }
        moving.join();
    }

    private void move() {
        while (isSomethingToMove()) {
            Turn turn = turn();
            while (!isMoved(turn)) {
                if (!isAnotherTry()) {
                    // the next start finds it in the journals
                    return;
                }
            }
        }
    }

    /** Waits for records, and then a while for more of them; false when there will be none any more. */
    private boolean isSomethingToMove() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                wake.awaitUninterruptibly();
            }
            await(gathering, () -> hurried || waiting.size() >= A_TRANSACTION);
            hurried = false;
            return !waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private void await(Duration longest, BooleanSupplier enough) {
        long end = System.nanoTime() + longest.toNanos();
        try {
            while (!closed && !enough.getAsBoolean() && wake.awaitNanos(end - System.nanoTime()) > 0) {
                // woken for something else
            }
        } catch (InterruptedException nobodyEndsThisThreadSo) {
            LOG.log(System.Logger.Level.DEBUG, "only close() ends the mover", nobodyEndsThisThreadSo);
        }
    }

    /**
     * What is moved at once.
     *
     * @param journal where it stands, and nothing else that is needed; null when the other journal could not begin
     */
    private record Turn(List<Ended> records, @Nullable RecordJournal journal) {}

    private Turn turn() {
        lock.lock();
        try {
            List<Ended> records = waiting;
            waiting = new ArrayList<>();
            return new Turn(records, journals.turn());
        } finally {
            lock.unlock();
        }
    }

    /** Takes out of the turn what the database took. */
    private boolean isMoved(Turn turn) {
        boolean done = false;
        int before = turn.records().size();
        try {
            moveAll(turn.records());
            if (turn.journal() != null) {
                turn.journal().clear();
            }
            done = true;
        } catch (RuntimeException away) {
            LOG.log(System.Logger.Level.WARNING, "the database is away: usage records wait in the journal", away);
        }
        lock.lock();
        try {
            failing = !done;
            inDatabase += before - turn.records().size();
            moved.signalAll();
            return done;
        } finally {
            lock.unlock();
        }
    }

    private void moveAll(List<Ended> records) {
        while (!records.isEmpty()) {
            List<Ended> some = records.subList(0, Math.min(A_TRANSACTION, records.size()));
            storeOrRefuse(List.copyOf(some));
            some.clear();
        }
    }

    private void storeOrRefuse(List<Ended> some) {
        try {
            database.store(List.of(), some);
        } catch (RuntimeException failed) {
            if (!StorageFailure.isOfTheData(failed)) {
                throw failed;
            }
            if (some.size() > 1) {
                // one bad record must not fail its neighbours
                some.forEach(one -> storeOrRefuse(List.of(one)));
            } else {
                refuse(some.getFirst(), failed);
            }
        }
    }

    private void refuse(Ended end, RuntimeException why) {
        LOG.log(
                System.Logger.Level.ERROR,
                "the database refuses the usage record of " + end.requestId() + ": it is in the file records-refused",
                why);
        if (!refused.append(List.of(journals.line(end)))) {
            throw why;
        }
    }

    private boolean isAnotherTry() {
        lock.lock();
        try {
            await(PAUSE, () -> false);
            return !closed;
        } finally {
            lock.unlock();
        }
    }
}
