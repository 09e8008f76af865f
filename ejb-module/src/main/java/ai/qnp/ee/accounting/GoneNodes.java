package ai.qnp.ee.accounting;

import ai.qnp.core.relay.Outcome;
import ai.qnp.ee.persistence.EscrowRow;
import ai.qnp.ee.persistence.IntentRow;
import ai.qnp.ee.persistence.LeaseRow;
import ai.qnp.ee.persistence.NodeRow;
import ai.qnp.ee.persistence.Transactions;
import ai.qnp.ee.persistence.UsageDays;
import ai.qnp.ee.persistence.UsageRow;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Settles what nodes that are gone had begun, and returns their leases. A node is gone when this one looked at its beat
 * for a while and it stood still: nobody's clock counts, and a database that was away for everybody kills nobody.
 */
public final class GoneNodes {
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final System.Logger LOG = System.getLogger(GoneNodes.class.getName());

    private final Transactions transactions;
    private final String nodeId;
    private final Charges charges;
    private final InstantSource clock;
    private final LongSupplier nanos;
    /** Written by the watch alone, read by whoever asks for the nodes. */
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    private record Seen(long beat, long since) {}

    /**
     * Watches the others.
     *
     * @param nodeId this node's own id
     * @param nanos {@link System#nanoTime}, in tests another
     */
    public GoneNodes(
            Transactions transactions, String nodeId, Charges charges, InstantSource clock, LongSupplier nanos) {
        this.transactions = transactions;
        this.nodeId = nodeId;
        this.charges = charges;
        this.clock = clock;
        this.nanos = nanos;
    }

    /**
     * Settles for nodes that can't run any more, whatever their beat: earlier starts of this very installation, all
     * others of a database that only one server can open.
     */
    public int settleThose(Predicate<String> cannotRun) {
        List<String> gone = others().stream().map(NodeRow::id).filter(cannotRun).toList();
        return gone.stream().mapToInt(this::settle).sum();
    }

    /** Looks at all beats, and settles for others that stood still. To be called every second or so. */
    public synchronized void watch() {
        long now = nanos.getAsLong();
        List<NodeRow> all = all();
        seen.keySet().removeIf(id -> all.stream().noneMatch(node -> node.id().equals(id)));
        for (NodeRow node : all) {
            Seen before = seen.get(node.id());
            if (before == null || before.beat() != node.beat()) {
                seen.put(node.id(), new Seen(node.beat(), now));
            } else if (isAnother(node) && now - before.since() >= SILENCE.toNanos()) {
                settle(node.id());
            }
        }
    }

    /** The nodes that the database knows, this one included, the one that started first at the beginning. */
    public List<WatchedNode> nodes() {
        long now = nanos.getAsLong();
        Instant instant = clock.instant();
        return all().stream().map(node -> watched(node, now, instant)).toList();
    }

    private WatchedNode watched(NodeRow node, long now, Instant instant) {
        Seen last = seen.get(node.id());
        // one whose beat moved since the last look, or that was never looked at, has just beaten
        long silent = last == null || last.beat() != node.beat() ? 0 : now - last.since();
        return new WatchedNode(
                node.id(), node.startedAt(), instant.minusNanos(silent), !isAnother(node), silent < SILENCE.toNanos());
    }

    private boolean isAnother(NodeRow node) {
        return !node.id().equals(nodeId);
    }

    private List<NodeRow> others() {
        return all().stream().filter(this::isAnother).toList();
    }

    private List<NodeRow> all() {
        return transactions.read(
                entities -> entities.createQuery("select n from NodeRow n order by n.startedAt, n.id", NodeRow.class)
                        .getResultList());
    }

    private int settle(String goneId) {
        int settled = transactions.inTransaction(entities -> {
            NodeRow gone = entities.find(NodeRow.class, goneId, LockModeType.PESSIMISTIC_WRITE);
            if (gone == null) {
                // another node was faster
                return 0;
            }
            int requests = settleRequests(entities, goneId);
            entities.flush();
            returnLeases(entities, goneId);
            entities.remove(gone);
            return requests;
        });
        LOG.log(
                System.Logger.Level.WARNING,
                "the node " + goneId + " is gone: its leases are back, and " + settled
                        + " requests that it had begun are settled as interrupted");
        return settled;
    }

    private int settleRequests(EntityManager entities, String goneId) {
        Instant now = clock.instant();
        List<IntentRow> begun = entities.createQuery(
                        "select i from IntentRow i where i.nodeId = :node order by i.requestId", IntentRow.class)
                .setParameter("node", goneId)
                .getResultList();
        List<Outcome> outcomes = begun.stream()
                .filter(intent -> entities.find(UsageRow.class, intent.requestId()) == null)
                .map(intent -> intent.interrupted(now))
                .toList();
        outcomes.forEach(outcome -> entities.persist(new UsageRow(outcome)));
        begun.forEach(entities::remove);
        entities.flush();
        charges.settleFor(entities, goneId, outcomes);
        UsageDays.add(entities, outcomes);
        return outcomes.size();
    }

    private static void returnLeases(EntityManager entities, String goneId) {
        List<String> escrows = entities.createQuery(
                        "select l.escrowId from LeaseRow l where l.nodeId = :node order by l.escrowId", String.class)
                .setParameter("node", goneId)
                .getResultList();
        for (String id : escrows) {
            EscrowRow escrow = entities.find(EscrowRow.class, id, LockModeType.PESSIMISTIC_WRITE);
            LeaseRow lease = entities.find(LeaseRow.class, new LeaseRow.Key(id, goneId));
            if (escrow != null && lease != null) {
                escrow.lease(lease.amount().negate());
                entities.remove(lease);
            }
        }
    }
}
