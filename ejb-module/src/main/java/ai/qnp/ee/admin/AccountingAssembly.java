package ai.qnp.ee.admin;

import ai.qnp.core.access.Randomness;
import ai.qnp.ee.accounting.Charges;
import ai.qnp.ee.accounting.GoneNodes;
import ai.qnp.ee.accounting.JournalReplay;
import ai.qnp.ee.accounting.LeasedReservations;
import ai.qnp.ee.accounting.Leases;
import ai.qnp.ee.accounting.LedgerAudit;
import ai.qnp.ee.accounting.NodeLife;
import ai.qnp.ee.accounting.NodeName;
import ai.qnp.ee.accounting.Nodes;
import ai.qnp.ee.accounting.StoredQuotas;
import ai.qnp.ee.persistence.RecordJournal;
import ai.qnp.ee.persistence.SchemaMigration;
import ai.qnp.ee.persistence.Transactions;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.sql.DataSource;

/** Puts this node's share of money and limits together: one of each, for the whole application. */
@ApplicationScoped
public class AccountingAssembly {
    @Resource(lookup = "jdbc/qnp")
    private DataSource dataSource;

    private final InstantSource clock = InstantSource.system();

    @Produces
    @Singleton
    NodeName nodeName(ServerSettings settings, Randomness randomness) throws IOException {
        return NodeName.in(settings.dataDir(), randomness);
    }

    void close(@Disposes NodeName name) throws IOException {
        name.close();
    }

    @Produces
    @Singleton
    Nodes nodes(SchemaMigration migrated, Transactions transactions, NodeName name) {
        return new Nodes(transactions, name.id(), clock);
    }

    @Produces
    @Singleton
    Charges charges(Nodes nodes) {
        return new Charges(nodes, clock);
    }

    @Produces
    @Singleton
    LeasedReservations reservations(Transactions transactions, Nodes nodes, ServerSettings settings) {
        return new LeasedReservations(new Leases(transactions, nodes.nodeId(), clock), settings.waitForFunds());
    }

    @Produces
    @Singleton
    LedgerAudit audit(SchemaMigration migrated) {
        return new LedgerAudit(dataSource::getConnection);
    }

    @Produces
    @Singleton
    Journals journals(ServerSettings settings) throws IOException {
        return Journals.open(settings.dataDir(), settings.journalBytes());
    }

    void close(@Disposes Journals journals) throws IOException {
        journals.close();
    }

    @Produces
    @Singleton
    StoredQuotas quotas(SchemaMigration migrated, Transactions transactions) {
        return StoredQuotas.over(transactions, clock);
    }

    @Produces
    @Singleton
    GoneNodes goneNodes(Transactions transactions, Nodes nodes, Charges charges) {
        return new GoneNodes(transactions, nodes.nodeId(), charges, clock, System::nanoTime);
    }

    @Produces
    @Singleton
    NodeLife nodeLife(
            Transactions transactions,
            Nodes nodes,
            LeasedReservations reservations,
            StoredQuotas quotas,
            GoneNodes goneNodes,
            NodeName name,
            Charges charges,
            Journals journals,
            ServerSettings settings) {
        Predicate<String> cannotRun = settings.embeddedDatabase() ? other -> true : name.earlierStarts();
        Function<RecordJournal, JournalReplay> replay =
                journal -> new JournalReplay(transactions, journal, charges, clock);
        List<JournalReplay> outage = List.of(replay.apply(journals.outage()));
        NodeLife.Journals left = settings.embeddedDatabase()
                ? new NodeLife.Journals(
                        List.of(
                                replay.apply(journals.first().one()),
                                replay.apply(journals.first().other())),
                        List.of())
                : new NodeLife.Journals(outage, outage);
        return new NodeLife(transactions, nodes, reservations, quotas, goneNodes, cannotRun, left);
    }
}
