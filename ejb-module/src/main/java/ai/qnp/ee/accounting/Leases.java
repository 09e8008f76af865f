package ai.qnp.ee.accounting;

import ai.qnp.core.metering.Cost;
import ai.qnp.core.metering.Fund;
import ai.qnp.ee.persistence.ApiKeyRow;
import ai.qnp.ee.persistence.EscrowRow;
import ai.qnp.ee.persistence.LeaseRow;
import ai.qnp.ee.persistence.Transactions;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one node holds of the funds in the database. Each call is one transaction; all of them lock a fund before its
 * lease, so that nodes can't block each other for ever.
 */
public final class Leases {
    /** While there is plenty, a lease serves many requests; no node takes more than this part of the rest. */
    private static final BigDecimal PART_OF_THE_REST = BigDecimal.valueOf(8);

    /** How long nodes take no more than they need, and give back what they don't, after one did not get enough. */
    private static final Duration CONTENTION = Duration.ofSeconds(5);

    private final Transactions transactions;
    private final String nodeId;
    private final InstantSource clock;

    /** For one node. */
    public Leases(Transactions transactions, String nodeId, InstantSource clock) {
        this.transactions = transactions;
        this.nodeId = nodeId;
        this.clock = clock;
    }

    /**
     * What taking gave.
     *
     * @param amount what was leased; zero when there was not enough
     * @param available what was there
     * @param elsewhere what other nodes hold
     */
    record Taken(BigDecimal amount, BigDecimal available, BigDecimal elsewhere) {}

    /**
     * Takes a lease, or more of it.
     *
     * @param least what is needed at least
     * @param most what is needed at most
     * @param requests how many times that much to take where there is plenty
     */
    Taken take(Fund fund, BigDecimal least, BigDecimal most, int requests) {
        BigDecimal ahead = most.multiply(BigDecimal.valueOf(requests));
        try {
            return transactions.inTransaction(entities -> take(entities, fund, least, most, ahead));
        } catch (RuntimeException perhapsMadeTwice) {
            // two nodes at once: the primary key let one of them make the fund's row
            return transactions.inTransaction(entities -> take(entities, fund, least, most, ahead));
        }
    }

    private Taken take(EntityManager entities, Fund fund, BigDecimal least, BigDecimal most, BigDecimal ahead) {
        EscrowRow escrow = locked(entities, fund);
        if (escrow == null) {
            return new Taken(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
        }
        LeaseRow lease = entities.find(LeaseRow.class, new LeaseRow.Key(fund.id(), nodeId));
        BigDecimal elsewhere = escrow.leased().subtract(lease == null ? BigDecimal.ZERO : lease.amount());
        BigDecimal available = escrow.available();
        BigDecimal amount = share(escrow, available, least, most, ahead);
        if (amount.signum() > 0) {
            escrow.lease(amount);
            if (lease == null) {
                entities.persist(new LeaseRow(new LeaseRow.Key(fund.id(), nodeId), amount));
            } else {
                lease.add(amount);
            }
        }
        if (amount.compareTo(most) < 0 && elsewhere.signum() > 0) {
            escrow.contend(clock.instant());
        }
        return new Taken(amount, available, elsewhere);
    }

    private BigDecimal share(
            EscrowRow escrow, BigDecimal available, BigDecimal least, BigDecimal most, BigDecimal ahead) {
        if (available.signum() <= 0 || available.compareTo(least) < 0) {
            return BigDecimal.ZERO;
        }
        Instant contended = escrow.contendedAt();
        boolean plenty = contended == null || clock.instant().isAfter(contended.plus(CONTENTION));
        BigDecimal wanted =
                plenty ? ahead.min(available.divide(PART_OF_THE_REST, Cost.SCALE, RoundingMode.DOWN)) : most;
        return wanted.max(most).min(available);
    }

    /** A wallet that nobody put anything into has no row; a budget's is made when it is first needed in its period. */
    private static @Nullable EscrowRow locked(EntityManager entities, Fund fund) {
        EscrowRow escrow = entities.find(EscrowRow.class, fund.id(), LockModeType.PESSIMISTIC_WRITE);
        return switch (fund) {
            case Fund.Wallet wallet -> escrow;
            case Fund.KeyBudget budget -> {
                EscrowRow row = escrow == null ? opened(entities, budget) : escrow;
                row.hold(budget.budget().amount());
                yield row;
            }
        };
    }

    /** What the key spent in this period before somebody set its budget counts as well. */
    private static EscrowRow opened(EntityManager entities, Fund.KeyBudget budget) {
        List<String> keys = entities.createQuery(
                        "select k.id from ApiKeyRow k where k.firstKeyId = :first", String.class)
                .setParameter("first", budget.keyId())
                .getResultList();
        BigDecimal spent = entities.createQuery(
                        "select sum(u.cost) from UsageRow u where u.keyId in :keys and u.at >= :start",
                        BigDecimal.class)
                .setParameter("keys", keys)
                .setParameter("start", budget.start())
                .getSingleResult();
        EscrowRow row = new EscrowRow(budget.id(), budget.budget().amount(), spent == null ? BigDecimal.ZERO : spent);
        entities.persist(row);
        // before its leases, which refer to it
        entities.flush();
        return row;
    }

    /** Gives some of a lease back. A lease that was taken from this node meanwhile is not given back twice. */
    void giveBack(String fundId, BigDecimal amount) {
        transactions.inTransaction(entities -> {
            EscrowRow escrow = entities.find(EscrowRow.class, fundId, LockModeType.PESSIMISTIC_WRITE);
            LeaseRow lease = entities.find(LeaseRow.class, new LeaseRow.Key(fundId, nodeId));
            if (escrow == null || lease == null) {
                return false;
            }
            escrow.lease(amount.negate());
            lease.add(amount.negate());
            return true;
        });
    }

    /** The funds of this node's leases that others lately needed more of. */
    List<String> contended() {
        return transactions.read(entities -> entities.createQuery(
                        "select e.id from EscrowRow e, LeaseRow l where l.escrowId = e.id and l.nodeId = :node"
                                + " and e.contendedAt > :since",
                        String.class)
                .setParameter("node", nodeId)
                .setParameter("since", clock.instant().minus(CONTENTION))
                .getResultList());
    }

    /** The node whose leases these are. */
    String nodeId() {
        return nodeId;
    }

    /** What is settled for a fund's rows when a key's budget is taken away: the next one begins with what was spent. */
    public static void close(EntityManager entities, ApiKeyRow key) {
        String prefix = Fund.KeyBudget.idPrefix(key.firstKeyId()) + "%";
        entities.createQuery("delete from LeaseRow l where l.escrowId like :prefix")
                .setParameter("prefix", prefix)
                .executeUpdate();
        entities.createQuery("delete from EscrowRow e where e.id like :prefix")
                .setParameter("prefix", prefix)
                .executeUpdate();
    }
}
