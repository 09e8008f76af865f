package ai.qnp.ee.accounting;

import ai.qnp.core.metering.Fund;
import ai.qnp.core.relay.Charge;
import ai.qnp.core.relay.Outcome;
import ai.qnp.ee.persistence.SettledBatch;
import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Takes settled requests' charges from their funds and this node's leases, and enters those of wallets in the ledger. */
public final class Charges implements SettledBatch {
    private final Nodes nodes;
    private final InstantSource clock;

    /** For the requests of one node. */
    public Charges(Nodes nodes, InstantSource clock) {
        this.nodes = nodes;
        this.clock = clock;
    }

    @Override
    public void enter(EntityManager entities, List<Outcome> outcomes) {
        nodes.beat(entities);
        enterInLedger(entities, outcomes);
    }

    private void enterInLedger(EntityManager entities, List<Outcome> outcomes) {
        Ledger ledger = new Ledger(entities, clock.instant().truncatedTo(ChronoUnit.MICROS));
        for (Outcome outcome : outcomes) {
            Charge charge = outcome.charge();
            if (charge != null && charge.payer().credits()) {
                ledger.usage(
                        Objects.requireNonNull(outcome.record().accountId()),
                        outcome.record().id(),
                        charge.amount());
            }
        }
    }

    @Override
    public void settle(EntityManager entities, List<Outcome> outcomes) {
        take(entities, nodes.nodeId(), outcomes);
    }

    /** Does all of it for the requests of a node that is gone. */
    void settleFor(EntityManager entities, String goneNodeId, List<Outcome> outcomes) {
        enterInLedger(entities, outcomes);
        take(entities, goneNodeId, outcomes);
    }

    private static void take(EntityManager entities, String nodeId, List<Outcome> outcomes) {
        // in the order of their ids: two nodes that lock the same funds never wait for each other
        TreeMap<String, BigDecimal> byFund = new TreeMap<>();
        outcomes.forEach(
                outcome -> eachFund(outcome, (fundId, amount) -> byFund.merge(fundId, amount, BigDecimal::add)));
        byFund.values().removeIf(amount -> amount.signum() == 0);
        byFund.forEach((fundId, amount) -> take(entities, nodeId, fundId, amount));
    }

    private static void eachFund(Outcome outcome, BiConsumer<String, BigDecimal> fund) {
        Charge charge = outcome.charge();
        String account = outcome.record().accountId();
        if (charge == null || account == null) {
            return;
        }
        String budgetId = charge.payer().budgetId();
        if (budgetId != null) {
            fund.accept(budgetId, charge.amount());
        }
        if (charge.payer().credits()) {
            fund.accept(new Fund.Wallet(account).id(), charge.amount());
        }
    }

    private static void take(EntityManager entities, String nodeId, String fundId, BigDecimal amount) {
        entities.createQuery("update EscrowRow e set e.spent = e.spent + :amount, e.leased = e.leased - :amount"
                        + " where e.id = :id")
                .setParameter("amount", amount)
                .setParameter("id", fundId)
                .executeUpdate();
        int leases = entities.createQuery("update LeaseRow l set l.amount = l.amount - :amount"
                        + " where l.escrowId = :id and l.nodeId = :node")
                .setParameter("amount", amount)
                .setParameter("id", fundId)
                .setParameter("node", nodeId)
                .executeUpdate();
        if (leases == 0) {
            // the lease was taken from that node meanwhile: what is spent was free, not leased
            entities.createQuery("update EscrowRow e set e.leased = e.leased + :amount where e.id = :id")
                    .setParameter("amount", amount)
                    .setParameter("id", fundId)
                    .executeUpdate();
        }
    }
}
