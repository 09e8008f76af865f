package ai.qnp.core.relay;

import ai.qnp.core.limits.Quota;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Quotas whose time never passes. */
public final class FakeLimits implements Limits {
    private final Map<String, Long> used = new HashMap<>();
    private boolean away;

    /** Answers nothing from now on. */
    public void goAway() {
        away = true;
    }

    /** What was used of a quota. */
    public long used(String quotaId) {
        return used.getOrDefault(quotaId, 0L);
    }

    @Override
    public Taken take(List<Quota> quotas, long tokens) {
        if (away) {
            return new Taken.Unavailable();
        }
        for (Quota quota : quotas) {
            if (used(quota.id()) + units(quota, tokens) > quota.limit()) {
                return new Taken.Exceeded(reading(quota), Duration.ofSeconds(30));
            }
        }
        quotas.forEach(quota -> used.merge(quota.id(), units(quota, tokens), Long::sum));
        return new Taken.Admitted(new Counted(quotas, tokens));
    }

    private static long units(Quota quota, long tokens) {
        return quota.kind().countsTokens() ? Math.min(tokens, quota.limit()) : 1;
    }

    private Reading reading(Quota quota) {
        return new Reading(quota, quota.limit() - used(quota.id()), Duration.ofSeconds(60));
    }

    private final class Counted implements Hold {
        private final List<Quota> quotas;
        private final long tokens;

        private Counted(List<Quota> quotas, long tokens) {
            this.quotas = quotas;
            this.tokens = tokens;
        }

        @Override
        public List<Reading> readings() {
            return quotas.stream().map(FakeLimits.this::reading).toList();
        }

        @Override
        public void settle(long usedTokens) {
            quotas.stream()
                    .filter(quota -> quota.kind().countsTokens())
                    .forEach(quota -> used.merge(quota.id(), usedTokens - units(quota, tokens), Long::sum));
        }

        @Override
        public void giveBack() {
            quotas.forEach(quota -> used.merge(quota.id(), -units(quota, tokens), Long::sum));
        }
    }
}
