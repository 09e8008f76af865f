package ai.qnp.ee.bodies;

import static ai.qnp.ee.bodies.LoggedBodies.body;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.relay.LoggedBody;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BackgroundRequestBodiesTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final int CAPACITY = 100_000;
    private static final Logger LOG = Logger.getLogger(LostBodies.class.getName());

    private final List<List<LoggedBody>> batches = new ArrayList<>();
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch gate = new CountDownLatch(1);
    private final AtomicLong lost = new AtomicLong();
    private final AtomicLong nanos = new AtomicLong();
    private final List<String> lines = new ArrayList<>();
    private final Handler listening = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private volatile boolean refusing;

    private final BackgroundRequestBodies bodies = new BackgroundRequestBodies(
            this::store, Thread.ofPlatform().factory(), CAPACITY, new LostBodies(lost::addAndGet, nanos::get));

    private void store(List<LoggedBody> batch) {
        arrived.countDown();
        try {
            gate.await();
        } catch (InterruptedException ended) {
            throw new IllegalStateException(ended);
        }
        if (refusing) {
            throw new IllegalStateException("the database is away");
        }
        batches.add(batch);
    }

    @BeforeEach
    void listen() {
        LOG.addHandler(listening);
    }

    @AfterEach
    void close() {
        gate.countDown();
        bodies.close();
        LOG.removeHandler(listening);
    }

    @Test
    void nobodyWaitsAndWhatComesMeanwhileIsStoredTogether() throws InterruptedException {
        LoggedBody first = body("first", "a");
        bodies.keep(first);
        arrived.await();
        LoggedBody second = body("second", "b");
        LoggedBody third = body("third", "c");
        bodies.keep(second);
        bodies.keep(third);

        gate.countDown();
        bodies.catchUp(LONG);

        assertThat(batches).containsExactly(List.of(first), List.of(second, third));
        assertThat(lost).hasValue(0);
    }

    @Test
    void whatIsBeyondTheBytesIsLostAndCountedUntilThereIsRoomAgain() throws InterruptedException {
        LoggedBody large = body("large", "x".repeat(CAPACITY - 2_000));
        bodies.keep(large);
        arrived.await();

        bodies.keep(body("too-much", "y".repeat(2_000)));
        LoggedBody small = body("small", "z");
        bodies.keep(small);
        assertThat(lost).hasValue(1);

        gate.countDown();
        bodies.catchUp(LONG);
        LoggedBody later = body("later", "y".repeat(2_000));
        bodies.keep(later);
        bodies.catchUp(LONG);

        assertThat(batches).containsExactly(List.of(large), List.of(small), List.of(later));
        assertThat(lost).hasValue(1);
    }

    @Test
    void emptyBodiesAreBoundedToo() throws InterruptedException {
        bodies.keep(body("first", ""));
        arrived.await();

        for (int i = 0; i < 1_000; i++) {
            bodies.keep(body("more-" + i, ""));
        }

        assertThat(lost.get()).isBetween(500L, 999L);
    }

    @Test
    void whatTheDatabaseRefusesIsLostAndTheNextIsKept() {
        gate.countDown();
        refusing = true;
        bodies.keep(body("refused", "a"));
        bodies.catchUp(LONG);
        refusing = false;
        LoggedBody next = body("next", "b");
        bodies.keep(next);
        bodies.catchUp(LONG);

        assertThat(lost).hasValue(1);
        assertThat(batches).containsExactly(List.of(next));
    }

    @Test
    void theLogSaysSoOnceAMinute() {
        gate.countDown();
        refusing = true;
        loseOne();
        loseOne();
        loseOne();
        assertThat(lines).hasSize(1);

        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        loseOne();

        assertThat(lines)
                .containsExactly(
                        "1 request bodies could not be kept: the database did not take them",
                        "3 request bodies could not be kept: the database did not take them");
        assertThat(lost).hasValue(4);
    }

    private void loseOne() {
        bodies.keep(body("refused", "a"));
        bodies.catchUp(LONG);
    }

    @Test
    void closingStoresWhatWaitsAndTakesNoMore() throws InterruptedException {
        bodies.keep(body("first", "a"));
        arrived.await();
        bodies.keep(body("second", "b"));
        gate.countDown();

        bodies.close();
        bodies.keep(body("late", "c"));

        assertThat(batches.stream().flatMap(List::stream))
                .extracting(LoggedBody::requestId)
                .containsExactly("first", "second");
        assertThat(lost).hasValue(1);
    }

    @Test
    void aReaderWaitsNoLongerThanItSays() throws InterruptedException {
        bodies.keep(body("held", "a"));
        arrived.await();

        bodies.catchUp(Duration.ofMillis(1));

        assertThat(batches).isEmpty();
    }
}
