package ai.qnp.lambda;

import ai.qnp.core.relay.Accounting;
import ai.qnp.ee.accounting.Charges;
import ai.qnp.ee.accounting.GoneNodes;
import ai.qnp.ee.accounting.LeasedReservations;
import ai.qnp.ee.accounting.Leases;
import ai.qnp.ee.accounting.NodeLife;
import ai.qnp.ee.accounting.NodeName;
import ai.qnp.ee.accounting.Nodes;
import ai.qnp.ee.accounting.StoredQuotas;
import ai.qnp.ee.persistence.DatabaseRecordStore;
import ai.qnp.ee.persistence.GroupCommitUsageRecords;
import ai.qnp.ee.persistence.LocalTransactions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;

/** A sandbox among the nodes on its database: what it has taken of money and limits, and the records that it owes. */
final class SandboxAccounting implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(SandboxAccounting.class.getName());
    private static final int WAITING_RECORDS = 100;

    private final LeasedReservations reservations;
    private final StoredQuotas quotas;
    private final NodeLife node;
    private final GroupCommitUsageRecords records;

    /**
     * Not among the nodes yet.
     *
     * @param waitForFunds how long a request waits for what others have reserved
     */
    SandboxAccounting(LocalTransactions transactions, Duration waitForFunds, InstantSource clock) {
        String nodeId = NodeName.passing(SandboxAccounting::random).id();
        Nodes nodes = new Nodes(transactions, nodeId, clock);
        Charges charges = new Charges(nodes, clock);
        this.reservations = new LeasedReservations(new Leases(transactions, nodeId, clock), waitForFunds);
        this.quotas = StoredQuotas.over(transactions, clock);
        this.node = new NodeLife(
                transactions,
                nodes,
                reservations,
                quotas,
                new GoneNodes(transactions, nodeId, charges, clock, System::nanoTime),
                other -> false,
                NodeLife.Journals.NONE);
        this.records = new GroupCommitUsageRecords(
                new DatabaseRecordStore(transactions, nodeId, charges),
                Thread.ofPlatform().daemon().name("usage-records").factory(),
                WAITING_RECORDS);
    }

    private static byte[] random(int count) {
        byte[] bytes = new byte[count];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    Accounting forRelay() {
        return new Accounting(quotas, reservations, records);
    }

    /** The others know of it from now on. */
    void enter() {
        node.enter();
    }

    /** Tells the others that it lives. */
    void tick() {
        node.tick();
    }

    /** Leaves nothing in the hands of a process that may be frozen for ever. */
    void giveBackAll() {
        giveBack(reservations::giveBackAll);
        giveBack(quotas::giveBackAll);
    }

    /** The answer is out: a database that is away now must not make it a failure. Others take back what is left. */
    private static void giveBack(Runnable everything) {
        try {
            everything.run();
        } catch (RuntimeException away) {
            LOG.log(System.Logger.Level.WARNING, "what this sandbox held can't be given back now", away);
        }
    }

    @Override
    public void close() {
        records.close();
    }
}
