package ai.qnp.ee.accounting;

import ai.qnp.core.limits.ForwardClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Gives back what a node holds of quotas and does not need, and forgets quotas that nobody uses. One thread at a time. */
final class SpareQuotas {
    private static final Duration PRUNED_EVERY = Duration.ofMinutes(10);

    /** In one transaction. */
    private static final int MAX_QUOTAS = 50;

    private final QuotaExchange store;
    private final ForwardClock clock;
    private final HeldQuotas held;
    private Instant pruneAt;

    SpareQuotas(QuotaExchange store, ForwardClock clock, HeldQuotas held) {
        this.store = store;
        this.clock = clock;
        this.held = held;
        this.pruneAt = clock.instant();
    }

    /** Gives back what is owed of some quotas; those that a request is just asking for are left to it. */
    synchronized void giveBack(Predicate<HeldQuota> some) {
        List<HeldQuota> chosen = held.sorted(some);
        for (int from = 0; from < chosen.size(); from += MAX_QUOTAS) {
            exchange(chosen.subList(from, Math.min(chosen.size(), from + MAX_QUOTAS)));
        }
        held.prune();
    }

    private void exchange(List<HeldQuota> chosen) {
        List<HeldQuota> locked = new ArrayList<>();
        try {
            chosen.stream().filter(quota -> quota.renewing().tryLock()).forEach(locked::add);
            exchangeLocked(locked);
        } finally {
            locked.forEach(quota -> quota.renewing().unlock());
        }
    }

    private void exchangeLocked(List<HeldQuota> quotas) {
        List<QuotaExchange.Ask> asks = quotas.stream().map(HeldQuota::giveBack).toList();
        try {
            List<QuotaExchange.Got> got = store.exchange(asks);
            for (int i = 0; i < quotas.size(); i++) {
                quotas.get(i).answered(got.get(i), 0);
            }
        } catch (RuntimeException away) {
            quotas.forEach(HeldQuota::unanswered);
            throw away;
        }
    }

    /** Now and then. */
    synchronized void prune() {
        Instant now = clock.instant();
        if (!now.isBefore(pruneAt)) {
            store.prune();
            pruneAt = now.plus(PRUNED_EVERY);
        }
    }
}
