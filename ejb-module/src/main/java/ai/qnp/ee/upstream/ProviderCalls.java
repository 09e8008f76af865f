package ai.qnp.ee.upstream;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** How many calls each provider has under way on this server, and how many were not made because of that. */
public final class ProviderCalls {
    private final CallRules rules;
    private final Map<String, Count> counts = new ConcurrentHashMap<>();

    /** Counts by those rules, which may change meanwhile. */
    public ProviderCalls(CallRules rules) {
        this.rules = rules;
    }

    /**
     * A provider's calls.
     *
     * @param underWay their answers included
     * @param max null for no limit
     * @param turnedAway since the server's start
     */
    public record State(int underWay, @Nullable Integer max, long turnedAway) {}

    private record Count(AtomicInteger underWay, LongAdder turnedAway) {}

    /** Whether one more call may be made; it is under way then, until {@link #end}. */
    boolean begin(String provider) {
        Count count = count(provider);
        Integer max = rules.of(provider).maxConcurrent();
        int now = count.underWay().incrementAndGet();
        if (max == null || now <= max) {
            return true;
        }
        count.underWay().decrementAndGet();
        count.turnedAway().increment();
        return false;
    }

    void end(String provider) {
        count(provider).underWay().decrementAndGet();
    }

    private Count count(String provider) {
        Count known = counts.get(provider);
        return known == null
                ? counts.computeIfAbsent(provider, id -> new Count(new AtomicInteger(), new LongAdder()))
                : known;
    }

    /** How it stands with a provider. */
    public State of(String provider) {
        Count count = counts.get(provider);
        Integer max = rules.of(provider).maxConcurrent();
        return count == null
                ? new State(0, max, 0)
                : new State(count.underWay().get(), max, count.turnedAway().sum());
    }

    /** The calls under way of every provider that was ever called. */
    public Map<String, Long> underWay() {
        Map<String, Long> all = new TreeMap<>();
        counts.forEach(
                (provider, count) -> all.put(provider, (long) count.underWay().get()));
        return all;
    }
}
