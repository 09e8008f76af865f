package ai.qnp.ee.accounting;

import ai.qnp.ee.persistence.Transactions;
import java.util.List;
import java.util.function.Predicate;

/** A node's second by second: it says that it lives, gives back what it does not need, and watches the others. */
public final class NodeLife {
    private static final System.Logger LOG = System.getLogger(NodeLife.class.getName());

    private final Transactions transactions;
    private final Nodes nodes;
    private final LeasedReservations reservations;
    private final StoredQuotas quotas;
    private final GoneNodes goneNodes;
    private final Predicate<String> cannotRun;
    private final Journals journals;

    /**
     * What brings records back that wait for the database.
     *
     * @param atStart from journals that an earlier start may have left
     * @param everySecond from one that is written while the database is away
     */
    public record Journals(List<JournalReplay> atStart, List<JournalReplay> everySecond) {
        /** Where there are none. */
        public static final Journals NONE = new Journals(List.of(), List.of());
    }

    /**
     * The parts.
     *
     * @param cannotRun which other nodes are known to have ended, whatever their beat
     */
    public NodeLife(
            Transactions transactions,
            Nodes nodes,
            LeasedReservations reservations,
            StoredQuotas quotas,
            GoneNodes goneNodes,
            Predicate<String> cannotRun,
            Journals journals) {
        this.transactions = transactions;
        this.nodes = nodes;
        this.reservations = reservations;
        this.quotas = quotas;
        this.goneNodes = goneNodes;
        this.cannotRun = cannotRun;
        this.journals = journals;
    }

    /** Enters this node, and settles what earlier starts left behind. To be called before it takes requests. */
    public void enter() {
        nodes.enter();
        journals.atStart().forEach(JournalReplay::run);
        goneNodes.settleThose(cannotRun);
    }

    /** One second. While the database is away nothing happens, and nobody is taken for dead. */
    public void tick() {
        try {
            beat();
            journals.everySecond().forEach(JournalReplay::run);
            reservations.giveBackSpare();
            quotas.giveBackSpare();
            goneNodes.watch();
        } catch (RuntimeException away) {
            LOG.log(System.Logger.Level.WARNING, "this node can't reach the others through the database", away);
        }
    }

    /** Says that this node lives; if others took it for dead, it enters anew with nothing in its hands. */
    public void beat() {
        boolean alive = transactions.inTransaction(nodes::isAlive);
        if (!alive) {
            LOG.log(System.Logger.Level.WARNING, "others took this node for dead; it goes on with new leases");
            reservations.forgetAll();
            nodes.enter();
        }
    }

    /** Gives back everything. To be called when no request runs any more. */
    public void leave() {
        reservations.giveBackAll();
        quotas.giveBackAll();
        nodes.leave();
    }
}
