package ai.qnp.ee.accounting;

import ai.qnp.core.metering.Escrow;
import ai.qnp.core.metering.Fund;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One fund as this node holds it. Any thread. */
final class HeldFund {
    /** How often the store is asked again while others hold what is missing. */
    private static final long ASK_AGAIN_NANOS = Duration.ofMillis(200).toNanos();

    /** Long enough to go on with while the database is away; what others need they get at once. */
    private static final long IDLE_NANOS = Duration.ofSeconds(60).toNanos();

    /** A busy fund's leases grow until each lasts about so long; those of one that is used now and then stay small. */
    private static final long LASTING_NANOS = Duration.ofSeconds(5).toNanos();

    private static final int FEWEST_REQUESTS = 64;
    private static final int MOST_REQUESTS = 256 * FEWEST_REQUESTS;

    private final Leases leases;
    private final Escrow escrow = new Escrow();
    private final ReentrantLock renewing = new ReentrantLock();
    private final AtomicInteger reserving = new AtomicInteger();
    private volatile long touchedAt;
    private volatile @Nullable Fund fund;
    private Leases.@Nullable Taken exhausted;
    private long exhaustedAt;
    private int requestsALease = FEWEST_REQUESTS;
    private long leasedAt = System.nanoTime() - LASTING_NANOS;

    HeldFund(Leases leases) {
        this.leases = leases;
    }

    /** What a request got of a fund. */
    sealed interface Got {
        /** So much is reserved. */
        record Amount(BigDecimal reserved) implements Got {}

        /**
         * There was not enough.
         *
         * @param left what there was, running requests' part left out
         * @param heldByOthers whether running requests, here or elsewhere, hold more
         */
        record TooLittle(BigDecimal left, boolean heldByOthers) implements Got {}
    }

    /** A request begins to reserve; {@link #leave} ends it. The fund as it has it counts: a budget may have changed. */
    void enter(Fund latest) {
        reserving.incrementAndGet();
        fund = latest;
        touchedAt = System.nanoTime();
    }

    /** A request has reserved, or got nothing. */
    void leave() {
        touchedAt = System.nanoTime();
        reserving.decrementAndGet();
    }

    Escrow escrow() {
        return escrow;
    }

    boolean isIdle() {
        return System.nanoTime() - touchedAt > IDLE_NANOS;
    }

    boolean isForgettable() {
        return isIdle()
                && reserving.get() == 0
                && escrow.reserved().signum() == 0
                && escrow.free().signum() == 0;
    }

    /**
     * Reserves, waiting while running requests hold what is missing of {@code most}: an answer that is cut short helps
     * less than one that begins later.
     *
     * @param deadline of the waiting, on the clock of {@link System#nanoTime}; after it {@code least} is enough
     */
    Got reserve(BigDecimal most, BigDecimal least, long deadline) {
        while (true) {
            if (escrow.tryReserve(most)) {
                return new Got.Amount(most);
            }
            boolean isLast = System.nanoTime() - deadline >= 0;
            Got got = renewed(most, least, isLast);
            if (isLast || !(got instanceof Got.TooLittle tooLittle) || !tooLittle.heldByOthers()) {
                return got;
            }
            awaitSome(most, deadline);
        }
    }

    private Got renewed(BigDecimal most, BigDecimal least, boolean isLast) {
        renewing.lock();
        try {
            if (escrow.tryReserve(most)) {
                return new Got.Amount(most);
            }
            Leases.Taken taken = taken(most, least);
            escrow.lease(taken.amount());
            boolean heldHere = escrow.reserved().signum() > 0;
            boolean heldByOthers = heldHere || taken.elsewhere().signum() > 0;
            BigDecimal got = escrow.reserveUpTo(most, heldByOthers && !isLast ? most : least);
            return got.signum() >= 0
                    ? new Got.Amount(got)
                    : new Got.TooLittle(escrow.free().add(taken.available()).subtract(taken.amount()), heldByOthers);
        } finally {
            renewing.unlock();
        }
    }

    /** While requests run here, one that waits does not ask the store again each time that one of them ends. */
    private Leases.Taken taken(BigDecimal most, BigDecimal least) {
        long now = System.nanoTime();
        Leases.Taken last = exhausted;
        if (last != null
                && now - exhaustedAt < ASK_AGAIN_NANOS
                && escrow.reserved().signum() > 0) {
            return last;
        }
        BigDecimal free = escrow.free();
        requestsALease = now - leasedAt < LASTING_NANOS
                ? Math.min(2 * requestsALease, MOST_REQUESTS)
                : Math.max(requestsALease / 2, FEWEST_REQUESTS);
        leasedAt = now;
        Leases.Taken taken = leases.take(
                Objects.requireNonNull(fund, "entered before it is used"),
                least.subtract(free).max(BigDecimal.ZERO),
                most.subtract(free),
                requestsALease);
        boolean all = taken.amount().compareTo(most.subtract(free)) >= 0;
        exhausted = all ? null : new Leases.Taken(BigDecimal.ZERO, BigDecimal.ZERO, taken.elsewhere());
        exhaustedAt = now;
        return taken;
    }

    private void awaitSome(BigDecimal amount, long deadline) {
        long now = System.nanoTime();
        try {
            escrow.awaitFree(amount, Math.min(deadline - now, ASK_AGAIN_NANOS));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for credits");
        }
    }
}
