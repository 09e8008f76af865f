package ai.qnp.ee.accounting;

import ai.qnp.core.limits.Quota;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** The quotas that this node knows of, with what it holds of each. Any thread. */
final class HeldQuotas {
    private final Map<String, HeldQuota> byId = new ConcurrentHashMap<>();
    private final LongSupplier nanos;

    HeldQuotas(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** What is held of one that is used now. */
    HeldQuota touched(Quota quota) {
        return byId.compute(quota.id(), (id, present) -> {
            HeldQuota current = present == null ? new HeldQuota(quota, nanos) : present;
            current.touch(quota);
            return current;
        });
    }

    /** Counts units more, or fewer, in a slot. */
    void correct(Quota quota, long slot, long units) {
        byId.compute(quota.id(), (id, present) -> {
            HeldQuota current = present == null ? new HeldQuota(quota, nanos) : present;
            current.correct(slot, units);
            return current;
        });
    }

    /** Some of them, in the order of their ids: in which the store locks them, too. */
    List<HeldQuota> sorted(Predicate<HeldQuota> some) {
        return byId.entrySet().stream()
                .filter(entry -> some.test(entry.getValue()))
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Forgets those that nobody uses. */
    void prune() {
        byId.values().removeIf(HeldQuota::isForgettable);
    }

    int size() {
        return byId.size();
    }
}
