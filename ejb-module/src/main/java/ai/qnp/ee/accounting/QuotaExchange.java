package ai.qnp.ee.accounting;

import ai.qnp.core.limits.ForwardClock;
import ai.qnp.core.limits.Quota;
import ai.qnp.core.limits.SlidingWindow;
import ai.qnp.ee.persistence.QuotaRow;
import ai.qnp.ee.persistence.Transactions;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What nodes take of quotas and give back, in the database. Each exchange is one transaction, which locks its quotas in
 * the order of their ids, so that nodes can't block each other for ever.
 */
final class QuotaExchange {
    private final Transactions transactions;
    private final ForwardClock clock;

    QuotaExchange(Transactions transactions, ForwardClock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * What a node wants of a quota.
     *
     * @param corrections by slot, what it used beyond what was counted or, below zero, did not use
     * @param need what it must get
     * @param want what it would like to get
     */
    record Ask(Quota quota, Map<Long, Long> corrections, long need, long want) {}

    /**
     * How a quota stands after it.
     *
     * @param window with what was granted
     * @param isEnough whether what the node needed was there
     * @param granted zero unless all quotas had enough; counted in the window's newest slot
     */
    record Got(SlidingWindow window, boolean isEnough, long granted) {}

    /**
     * Takes back and grants: what is needed of all quotas, or nothing of any.
     *
     * @param asks in the order of their quotas' ids
     */
    List<Got> exchange(List<Ask> asks) {
        AtomicBoolean making = new AtomicBoolean();
        try {
            return transactions.inTransaction(entities -> exchange(entities, asks, making));
        } catch (RuntimeException failure) {
            if (!making.get()) {
                throw failure;
            }
            // two nodes at once: the primary key let one of them make the quota's row
            return transactions.inTransaction(entities -> exchange(entities, asks, making));
        }
    }

    private List<Got> exchange(EntityManager entities, List<Ask> asks, AtomicBoolean making) {
        List<@Nullable QuotaRow> rows = new ArrayList<>();
        List<SlidingWindow> windows = new ArrayList<>();
        boolean isEnough = true;
        for (Ask ask : asks) {
            QuotaRow row = entities.find(QuotaRow.class, ask.quota().id(), LockModeType.PESSIMISTIC_WRITE);
            SlidingWindow window = window(row, ask);
            rows.add(row);
            windows.add(window);
            isEnough &= window.left(ask.quota().limit()) >= ask.need();
        }
        List<Got> got = new ArrayList<>();
        for (int i = 0; i < asks.size(); i++) {
            got.add(granted(asks.get(i), windows.get(i), isEnough));
            QuotaRow made = kept(asks.get(i), rows.get(i), got.get(i));
            if (made != null) {
                making.set(true);
                entities.persist(made);
            }
        }
        return got;
    }

    private SlidingWindow window(@Nullable QuotaRow row, Ask ask) {
        Quota.Kind kind = ask.quota().kind();
        SlidingWindow window = row == null ? new SlidingWindow(kind) : row.window(kind);
        clock.reach(SlidingWindow.startOf(kind, window.newest()));
        window.moveTo(clock.instant());
        ask.corrections().forEach(window::count);
        return window;
    }

    private static Got granted(Ask ask, SlidingWindow window, boolean all) {
        long left = Math.max(0, window.left(ask.quota().limit()));
        long granted = all ? Math.min(Math.max(ask.need(), ask.want()), left) : 0;
        boolean isEnough = left >= ask.need();
        window.count(window.newest(), granted);
        return new Got(window, isEnough, granted);
    }

    /** Writes the row, or gives the one that has to be made. */
    private static @Nullable QuotaRow kept(Ask ask, @Nullable QuotaRow row, Got got) {
        if (row == null) {
            return got.window().used() > 0 ? new QuotaRow(ask.quota().id(), got.window()) : null;
        }
        if (got.granted() > 0 || !ask.corrections().isEmpty()) {
            row.count(got.window());
        }
        return null;
    }

    /** Forgets quotas of which nothing counts any more. */
    void prune() {
        Instant now = clock.instant();
        transactions.inTransaction(entities -> entities.createQuery("delete from QuotaRow q where q.emptyAt < :now")
                .setParameter("now", now)
                .executeUpdate());
    }
}
