package ai.qnp.ee.accounting;

import ai.qnp.core.limits.ForwardClock;
import ai.qnp.core.limits.Quota;
import ai.qnp.core.relay.Limits;
import ai.qnp.ee.persistence.Transactions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Limits that hold over all nodes that share a database. A node takes a small share of a quota at a time and counts its
 * requests against that; a small quota's share is one request. Any thread.
 */
public final class StoredQuotas implements Limits {
    private static final System.Logger LOG = System.getLogger(StoredQuotas.class.getName());

    private final QuotaExchange store;
    private final ForwardClock clock;
    private final HeldQuotas held;
    private final SpareQuotas spare;

    /**
     * For one node.
     *
     * @param nanos the stopwatch, {@link System#nanoTime}
     */
    public StoredQuotas(Transactions transactions, ForwardClock clock, LongSupplier nanos) {
        this.held = new HeldQuotas(nanos);
        this.store = new QuotaExchange(transactions, clock);
        this.clock = clock;
        this.spare = new SpareQuotas(store, clock, held);
    }

    /** The same by this machine's clocks. */
    public static StoredQuotas over(Transactions transactions, InstantSource clock) {
        return new StoredQuotas(transactions, new ForwardClock(clock, System::nanoTime), System::nanoTime);
    }

    /** What a request needs of a quota. */
    private record Part(Quota quota, long units, HeldQuota held) {}

    /** In which requests wait for each other, and the store locks them, too. */
    private static final Comparator<Part> BY_ID =
            Comparator.comparing(part -> part.quota().id());

    /** What it got, and the slot that it is counted in. */
    private record Counted(Quota quota, long units, long slot) {}

    @Override
    public Taken take(List<Quota> quotas, long tokens) {
        List<Part> parts = new ArrayList<>(quotas.size());
        for (Quota quota : quotas) {
            parts.add(new Part(quota, units(quota, tokens), held.touched(quota)));
        }
        parts.sort(BY_ID);
        List<Counted> counted = new ArrayList<>(parts.size());
        if (inHand(parts, counted).isEmpty()) {
            return admitted(parts, counted);
        }
        counted.forEach(this::giveBack);
        return taken(parts);
    }

    /** More than all of it is never counted: a request whose longest answer is too long would be shut out for ever. */
    private static long units(Quota quota, long tokens) {
        return quota.kind().countsTokens() ? Math.clamp(tokens, 1, quota.limit()) : 1;
    }

    /** Uses what is in hand; says what it is not enough of. */
    private List<Part> inHand(List<Part> parts, List<Counted> counted) {
        Instant now = clock.instant();
        List<Part> lacking = new ArrayList<>();
        for (Part part : parts) {
            OptionalLong slot = part.held().use(part.units(), now);
            if (slot.isPresent()) {
                counted.add(new Counted(part.quota(), part.units(), slot.getAsLong()));
            } else {
                lacking.add(part);
            }
        }
        return lacking;
    }

    /** One request at a time asks the store for more of a quota, for all that wait. */
    private Taken taken(List<Part> parts) {
        parts.forEach(part -> part.held().waiting().addAndGet(part.units()));
        parts.forEach(part -> part.held().renewing().lock());
        try {
            List<Counted> counted = new ArrayList<>();
            List<Part> lacking = inHand(parts, counted);
            Taken refusal = lacking.isEmpty() ? null : renewed(lacking, counted);
            if (refusal == null) {
                return admitted(parts, counted);
            }
            counted.forEach(this::giveBack);
            return refusal;
        } finally {
            // in this order: the next one must not ask the store for what this one has got
            parts.forEach(part -> part.held().waiting().addAndGet(-part.units()));
            parts.forEach(part -> part.held().renewing().unlock());
        }
    }

    private @Nullable Taken renewed(List<Part> lacking, List<Counted> counted) {
        Instant now = clock.instant();
        for (Part part : lacking) {
            if (part.held().isRefused(part.quota(), part.units(), now)) {
                return exceeded(part, now);
            }
        }
        List<QuotaExchange.Ask> asks = lacking.stream()
                .map(part -> part.held().ask(part.quota(), part.units()))
                .toList();
        try {
            return answered(lacking, store.exchange(asks), counted);
        } catch (RuntimeException away) {
            LOG.log(System.Logger.Level.WARNING, "limits can't be looked up", away);
            lacking.forEach(part -> part.held().unanswered());
            return new Taken.Unavailable();
        }
    }

    private @Nullable Taken answered(List<Part> lacking, List<QuotaExchange.Got> got, List<Counted> counted) {
        boolean isEnough = got.stream().allMatch(QuotaExchange.Got::isEnough);
        for (int i = 0; i < lacking.size(); i++) {
            Part part = lacking.get(i);
            long slot = got.get(i).window().newest();
            part.held().answered(got.get(i), isEnough ? part.units() : 0);
            if (isEnough) {
                counted.add(new Counted(part.quota(), part.units(), slot));
            }
        }
        Instant now = clock.instant();
        return lacking.stream()
                .filter(part -> !got.get(lacking.indexOf(part)).isEnough())
                .max(Comparator.comparing(part -> part.held().untilLeft(part.quota(), part.units(), now)))
                .map(part -> exceeded(part, now))
                .orElse(null);
    }

    private static Taken exceeded(Part part, Instant now) {
        return new Taken.Exceeded(
                part.held().reading(part.quota(), now), part.held().untilLeft(part.quota(), part.units(), now));
    }

    private Taken admitted(List<Part> parts, List<Counted> counted) {
        return new Taken.Admitted(new Hold() {
            @Override
            public List<Reading> readings() {
                Instant now = clock.instant();
                List<Reading> readings = new ArrayList<>(parts.size());
                for (Part part : parts) {
                    readings.add(part.held().reading(part.quota(), now));
                }
                return readings;
            }

            @Override
            public void settle(long tokens) {
                for (Counted part : counted) {
                    if (part.quota().kind().countsTokens()) {
                        correct(part, tokens - part.units());
                    }
                }
            }

            @Override
            public void giveBack() {
                counted.forEach(StoredQuotas.this::giveBack);
            }
        });
    }

    private void giveBack(Counted part) {
        correct(part, -part.units());
    }

    private void correct(Counted part, long units) {
        held.correct(part.quota(), part.slot(), units);
    }

    /**
     * Tells the store what requests really used, and gives back what was not used for a while. To be called every second
     * or so.
     */
    public void giveBackSpare() {
        spare.giveBack(quota -> quota.isOwing(clock.instant()));
        spare.prune();
    }

    /** Gives back all that is in hand: for a server that stops, or is frozen after each request. */
    public void giveBackAll() {
        spare.giveBack(HeldQuota::hasAnything);
    }

    /** How many quotas this node knows of at the moment. */
    int held() {
        return held.size();
    }
}
