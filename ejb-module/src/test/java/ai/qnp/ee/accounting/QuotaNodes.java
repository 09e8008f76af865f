package ai.qnp.ee.accounting;

import ai.qnp.core.limits.ForwardClock;
import ai.qnp.core.limits.Quota;
import ai.qnp.core.relay.Limits.Hold;
import ai.qnp.core.relay.Limits.Taken;
import ai.qnp.ee.persistence.TestDatabase;
import ai.qnp.ee.persistence.Transactions;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** Nodes over one database, whose time passes when it is told to. */
final class QuotaNodes implements Transactions {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    final AtomicInteger exchanges = new AtomicInteger();
    private final Transactions behind;
    private volatile Instant machine = NOON;
    private final AtomicLong nanos = new AtomicLong();
    private volatile boolean isAway;
    private volatile boolean isAwayAfterwards;

    QuotaNodes(TestDatabase database) {
        this.behind = database.transactions();
    }

    /** A node that starts now. */
    StoredQuotas node() {
        return new StoredQuotas(this, new ForwardClock(() -> machine, nanos::get), nanos::get);
    }

    void pass(Duration duration) {
        machine = machine.plus(duration);
        nanos.addAndGet(duration.toNanos());
    }

    void setMachinesClockBack(Duration duration) {
        machine = machine.minus(duration);
    }

    void goAway(boolean away) {
        isAway = away;
    }

    /** What is done is done, but nobody hears of it. */
    void breakOffAfterCommit(boolean breaks) {
        isAwayAfterwards = breaks;
    }

    /** Asks all nodes in turn at once; what was admitted. */
    static List<Hold> takenAtOnce(int times, List<Quota> quotas, long tokens, StoredQuotas... nodes)
            throws InterruptedException, ExecutionException {
        List<Future<Taken>> answers = new ArrayList<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < times; i++) {
                StoredQuotas node = nodes[i % nodes.length];
                answers.add(clients.submit(() -> node.take(quotas, tokens)));
            }
        }
        List<Hold> admitted = new ArrayList<>();
        for (Future<Taken> answer : answers) {
            if (answer.get() instanceof Taken.Admitted(Hold hold)) {
                admitted.add(hold);
            }
        }
        return admitted;
    }

    @Override
    public <T> T inTransaction(Function<EntityManager, T> work) {
        exchanges.incrementAndGet();
        if (isAway) {
            throw new IllegalStateException("connection refused");
        }
        T result = behind.inTransaction(work);
        if (isAwayAfterwards) {
            throw new IllegalStateException("connection reset");
        }
        return result;
    }

    @Override
    public <T> T read(Function<EntityManager, T> work) {
        return behind.read(work);
    }
}
