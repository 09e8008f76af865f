package ai.qnp.ee.accounting;

import ai.qnp.core.metering.Escrow;
import ai.qnp.core.metering.Fund;
import ai.qnp.core.relay.Reservations;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Reservations from this node's leases. While a lease has room, nothing but memory is touched; else it is renewed, one
 * request of a fund at a time. Any thread.
 */
public final class LeasedReservations implements Reservations {
    private static final System.Logger LOG = System.getLogger(LeasedReservations.class.getName());

    private final Leases leases;
    private final Duration patience;
    private final Map<String, HeldFund> held = new ConcurrentHashMap<>();

    /**
     * Over a node's leases.
     *
     * @param patience how long a request waits for others to give back what they have reserved
     */
    public LeasedReservations(Leases leases, Duration patience) {
        this.leases = leases;
        this.patience = patience;
    }

    @Override
    public Reserved reserve(List<Fund> funds, BigDecimal most, BigDecimal least) {
        List<Part> parts = new ArrayList<>();
        BigDecimal amount = most;
        long deadline = System.nanoTime() + patience.toNanos();
        for (Fund fund : funds) {
            HeldFund from = fundFor(fund);
            switch (got(from, fund, amount, least, deadline)) {
                case null -> {
                    parts.forEach(Part::release);
                    return new Reserved.Unavailable();
                }
                case HeldFund.Got.TooLittle(BigDecimal left, boolean heldByOthers) -> {
                    parts.forEach(Part::release);
                    return new Reserved.TooLittle(fund, left, heldByOthers);
                }
                case HeldFund.Got.Amount(BigDecimal reserved) -> {
                    amount = reserved;
                    parts.add(new Part(from.escrow(), reserved));
                }
            }
        }
        return new Reserved.Held(reservation(parts, amount));
    }

    private HeldFund.@Nullable Got got(HeldFund from, Fund fund, BigDecimal most, BigDecimal least, long deadline) {
        try {
            return from.reserve(most, least, deadline);
        } catch (RuntimeException away) {
            LOG.log(System.Logger.Level.WARNING, "no lease of " + fund.id() + " can be taken", away);
            return null;
        } finally {
            from.leave();
        }
    }

    private HeldFund fundFor(Fund fund) {
        return held.compute(fund.id(), (id, present) -> {
            HeldFund current = present == null ? new HeldFund(leases) : present;
            current.enter(fund);
            return current;
        });
    }

    private record Part(Escrow escrow, BigDecimal amount) {
        void release() {
            escrow.release(amount);
        }
    }

    /** All funds hold the same in the end: what one had more room for is released. */
    private static Reservation reservation(List<Part> parts, BigDecimal amount) {
        for (Part part : parts) {
            if (part.amount().compareTo(amount) > 0) {
                part.escrow().release(part.amount().subtract(amount));
            }
        }
        return new Reservation() {
            @Override
            public BigDecimal amount() {
                return amount;
            }

            @Override
            public void release() {
                parts.forEach(part -> part.escrow().release(amount));
            }

            @Override
            public void settled(BigDecimal cost) {
                parts.forEach(part -> part.escrow().settle(amount, cost));
            }
        };
    }

    /**
     * Gives back what is not needed: leases of funds that nobody used lately, and what others are short of. To be called
     * every second or so.
     */
    public void giveBackSpare() {
        if (held.isEmpty()) {
            return;
        }
        Set<String> contended = new HashSet<>(leases.contended());
        held.forEach((id, fund) -> {
            if (contended.contains(id) || fund.isIdle()) {
                giveBack(id, fund);
            }
        });
    }

    /** Gives back all that no running request has reserved: for a server that stops, or is frozen after each request. */
    public void giveBackAll() {
        held.forEach(this::giveBack);
    }

    private void giveBack(String id, HeldFund fund) {
        BigDecimal spare = fund.escrow().takeFree();
        if (spare.signum() > 0) {
            try {
                leases.giveBack(id, spare);
            } catch (RuntimeException away) {
                // still this node's, as far as the store knows
                fund.escrow().lease(spare);
                throw away;
            }
        }
        held.computeIfPresent(id, (same, current) -> current == fund && fund.isForgettable() ? null : current);
    }

    /** The store has taken all leases from this node: what they were for is not in its hands any more. */
    public void forgetAll() {
        held.clear();
    }

    /** What this node may still reserve of a fund without asking; null when it holds nothing of it. */
    @Nullable BigDecimal free(String fundId) {
        HeldFund fund = held.get(fundId);
        return fund == null ? null : fund.escrow().free();
    }
}
