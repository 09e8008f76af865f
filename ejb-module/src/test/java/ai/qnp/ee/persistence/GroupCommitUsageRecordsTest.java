package ai.qnp.ee.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.qnp.core.relay.Outcome;
import ai.qnp.core.relay.UsageRecords.StorageUnavailable;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class GroupCommitUsageRecordsTest {
    private final TestDatabase database;
    private final GatedTransactions transactions;
    private final GroupCommitUsageRecords records;
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

    GroupCommitUsageRecordsTest(DatabaseKind kind) {
        database = kind.migrated();
        transactions = new GatedTransactions(database.transactions());
        records = new GroupCommitUsageRecords(
                new DatabaseRecordStore(transactions, "node-1", new NothingMore()),
                Thread.ofPlatform().factory(),
                100);
    }

    @AfterEach
    void close() {
        transactions.open();
        records.close();
        callers.shutdownNow();
    }

    @Test
    void aRecordIsDurableWhenKeepReturnsAndReadsBackAsItWas() throws Exception {
        Outcome outcome = Outcomes.answered("req-1");

        records.keep(outcome);

        assertThat(stored("req-1")).isEqualTo(outcome);
    }

    @Test
    void commitsTogetherWhatFiftyCallersBringAtOnce() throws Exception {
        List<Future<Void>> kept = keepWhileTheFirstCommitIsHeld(50);
        transactions.open();

        for (Future<Void> each : kept) {
            each.get();
        }
        assertThat(count()).isEqualTo(50);
        assertThat(transactions.commits()).isEqualTo(2);
    }

    @Test
    void refusesASecondRecordOfTheSameRequest() throws Exception {
        records.keep(Outcomes.answered("req-1"));

        assertThatThrownBy(() -> records.keep(Outcomes.answered("req-1"))).isInstanceOf(StorageUnavailable.class);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void oneBadRecordDoesNotFailItsNeighbours() throws Exception {
        records.keep(Outcomes.answered("double"));
        CountDownLatch held = transactions.hold();
        Future<Void> first = keep(Outcomes.answered("first"));
        held.await();
        List<Future<Void>> neighbours = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            neighbours.add(keep(Outcomes.answered("good-" + i)));
        }
        Future<Void> bad = keep(Outcomes.answered("double"));
        awaitWaiting(11);
        transactions.open();

        first.get();
        for (Future<Void> each : neighbours) {
            each.get();
        }
        assertThatThrownBy(bad::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(StorageUnavailable.class);
        assertThat(count()).isEqualTo(12);
    }

    @Test
    void everyCallerHearsOfItWhenTheDatabaseIsAwayAndItGoesOnAfterwards() throws Exception {
        CountDownLatch held = transactions.hold();
        Future<Void> first = keep(Outcomes.answered("first"));
        held.await();
        Future<Void> second = keep(Outcomes.answered("second"));
        Future<Void> third = keep(Outcomes.answered("third"));
        awaitWaiting(2);
        transactions.breakDown();
        transactions.open();

        for (Future<Void> each : List.of(first, second, third)) {
            assertThatThrownBy(each::get).hasCauseInstanceOf(StorageUnavailable.class);
        }
        int attempts = transactions.commits();
        transactions.mend();
        records.keep(Outcomes.answered("later"));

        assertThat(attempts)
                .as("no record tried alone against a database that is away")
                .isEqualTo(2);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void aFullQueueSlowsItsCallersAndDropsNothing() throws Exception {
        List<Future<Void>> kept = keepWhileTheFirstCommitIsHeld(100);
        Future<Void> beyond = keep(Outcomes.answered("beyond-1"));
        Future<Void> beyondToo = keep(Outcomes.answered("beyond-2"));
        boolean waitedForRoom = !beyond.isDone() && !beyondToo.isDone() && records.waiting() <= 100;
        transactions.open();

        for (Future<Void> each : kept) {
            each.get();
        }
        beyond.get();
        beyondToo.get();
        assertThat(waitedForRoom).isTrue();
        assertThat(count()).isEqualTo(102);
    }

    @Test
    void closingWritesWhatWaitsAndRefusesWhatComesLater() throws Exception {
        List<Future<Void>> kept = keepWhileTheFirstCommitIsHeld(20);
        Future<?> closing = callers.submit(records::close);
        transactions.open();
        closing.get();

        for (Future<Void> each : kept) {
            each.get();
        }
        assertThat(count()).isEqualTo(20);
        assertThatThrownBy(() -> records.keep(Outcomes.answered("late"))).isInstanceOf(StorageUnavailable.class);
    }

    @Test
    void oddCharactersFromOutsideDoNotCostTheRecord() throws Exception {
        Outcome odd = Outcomes.of(
                "odd", "acc_1", "key_1", Outcomes.NOON, "openai", "a\u0000b\uD800" + "x".repeat(500), 200, null, null);

        records.keep(odd);

        assertThat(stored("odd").record().model())
                .startsWith("a\uFFFDb\uFFFDxxx")
                .hasSize(300);
    }

    /** The first commit holds one record; all others wait together behind it. */
    private List<Future<Void>> keepWhileTheFirstCommitIsHeld(int count) throws Exception {
        CountDownLatch held = transactions.hold();
        List<Future<Void>> kept = new ArrayList<>();
        kept.add(keep(Outcomes.answered("req-0")));
        held.await();
        IntStream.range(1, count).forEach(i -> kept.add(keep(Outcomes.answered("req-" + i))));
        awaitWaiting(count - 1);
        return kept;
    }

    private Future<Void> keep(Outcome outcome) {
        Callable<Void> keeping = () -> {
            records.keep(outcome);
            return null;
        };
        return callers.submit(keeping);
    }

    private void awaitWaiting(int count) {
        while (records.waiting() < count) {
            Thread.onSpinWait();
        }
    }

    private Outcome stored(String id) {
        return database.transactions()
                .read(entities -> entities.find(UsageRow.class, id).toOutcome());
    }

    private long count() {
        return database.transactions()
                .read(entities -> entities.createQuery("select count(u) from UsageRow u", Long.class)
                        .getSingleResult());
    }

    /** Transactions that a test can hold up, break and mend. */
    private static final class GatedTransactions implements Transactions {
        private final Transactions behind;
        private final AtomicInteger commits = new AtomicInteger();
        private volatile CountDownLatch gate = new CountDownLatch(0);
        private volatile CountDownLatch arrived = new CountDownLatch(0);
        private volatile boolean broken;

        GatedTransactions(Transactions behind) {
            this.behind = behind;
        }

        /** From now on work waits; the answer opens when the first has come. */
        CountDownLatch hold() {
            commits.set(0);
            gate = new CountDownLatch(1);
            arrived = new CountDownLatch(1);
            return arrived;
        }

        void open() {
            gate.countDown();
        }

        void breakDown() {
            broken = true;
        }

        void mend() {
            broken = false;
        }

        int commits() {
            return commits.get();
        }

        @Override
        public <T> T inTransaction(Function<EntityManager, T> work) {
            commits.incrementAndGet();
            arrived.countDown();
            try {
                gate.await();
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
            if (broken) {
                throw new IllegalStateException(new SQLException("connection refused", "08001"));
            }
            return behind.inTransaction(work);
        }

        @Override
        public <T> T read(Function<EntityManager, T> work) {
            return behind.read(work);
        }
    }
}
