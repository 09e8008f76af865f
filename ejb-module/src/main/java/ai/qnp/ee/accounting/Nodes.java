package ai.qnp.ee.accounting;

import ai.qnp.ee.persistence.NodeRow;
import ai.qnp.ee.persistence.Transactions;
import jakarta.persistence.EntityManager;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * This server among those that share the database. Everything it settles is fenced: once others took it for dead and
 * settled its requests, it settles nothing under its old name.
 */
public final class Nodes {
    private final Transactions transactions;
    private final String nodeId;
    private final InstantSource clock;

    /** For a node of that id, which is not entered yet. */
    public Nodes(Transactions transactions, String nodeId, InstantSource clock) {
        this.transactions = transactions;
        this.nodeId = nodeId;
        this.clock = clock;
    }

    /** Enters this node. To be called once, before it takes requests. */
    public void enter() {
        transactions.inTransaction(entities -> {
            // versions before left these behind at each stop
            entities.createQuery("delete from LeaseRow l where l.amount = 0"
                            + " and not exists (select 1 from NodeRow n where n.id = l.nodeId)")
                    .executeUpdate();
            entities.persist(new NodeRow(nodeId, clock.instant().truncatedTo(ChronoUnit.MICROS)));
            return nodeId;
        });
    }

    /**
     * Says that this node is alive, and makes sure that nobody took it for dead; part of each of its transactions.
     *
     * @throws TakenForDead when somebody did
     */
    void beat(EntityManager entities) {
        if (!isAlive(entities)) {
            throw new TakenForDead(nodeId);
        }
    }

    /** Says that this node is alive; false when somebody took it for dead. */
    boolean isAlive(EntityManager entities) {
        int alive = entities.createQuery("update NodeRow n set n.beat = n.beat + 1 where n.id = :id")
                .setParameter("id", nodeId)
                .executeUpdate();
        return alive > 0;
    }

    /** Takes this node off the list, unless some of its requests or leases are not settled: then others will do it. */
    void leave() {
        transactions.inTransaction(entities -> {
            entities.createQuery("delete from LeaseRow l where l.nodeId = :id and l.amount = 0")
                    .setParameter("id", nodeId)
                    .executeUpdate();
            return isLeftOf(entities, "IntentRow") || isLeftOf(entities, "LeaseRow")
                    ? 0
                    : entities.createQuery("delete from NodeRow n where n.id = :id")
                            .setParameter("id", nodeId)
                            .executeUpdate();
        });
    }

    private boolean isLeftOf(EntityManager entities, String kind) {
        return entities.createQuery("select count(k) from " + kind + " k where k.nodeId = :id", Long.class)
                        .setParameter("id", nodeId)
                        .getSingleResult()
                > 0;
    }

    /** This node's id. */
    public String nodeId() {
        return nodeId;
    }

    /** Others settled this node's requests, and took its leases. */
    static final class TakenForDead extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TakenForDead(String nodeId) {
            super("the node " + nodeId + " was silent for so long that others took it for dead");
        }
    }
}
