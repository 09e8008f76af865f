package ai.qnp.ee.persistence;

import ai.qnp.core.relay.Outcome;
import ai.qnp.core.relay.RequestIntent;
import jakarta.persistence.EntityManager;
import java.util.List;

/** Stores in the database: a record, its charge and the end of its intent in one transaction. */
public final class DatabaseRecordStore implements RecordStore {
    private final Transactions transactions;
    private final String nodeId;
    private final SettledBatch more;

    /**
     * For the requests of one node.
     *
     * @param more what else changes with each batch
     */
    public DatabaseRecordStore(Transactions transactions, String nodeId, SettledBatch more) {
        this.transactions = transactions;
        this.nodeId = nodeId;
        this.more = more;
    }

    @Override
    public void store(List<RequestIntent> begun, List<Ended> ended) {
        List<Outcome> outcomes = ended.stream().map(Ended::outcome).toList();
        transactions.inTransaction(entities -> {
            more.enter(entities, outcomes);
            begun.forEach(intent -> entities.persist(new IntentRow(intent, nodeId)));
            outcomes.forEach(outcome -> entities.persist(new UsageRow(outcome)));
            entities.flush();
            // each statement below would compare all of these rows with what they were
            entities.clear();
            removeIntents(entities, ended);
            more.settle(entities, outcomes);
            // last, because it locks rows that other nodes want too
            UsageDays.add(entities, outcomes);
            return ended.size();
        });
    }

    private static void removeIntents(EntityManager entities, List<Ended> ended) {
        List<String> noted =
                ended.stream().filter(Ended::noted).map(Ended::requestId).toList();
        if (!noted.isEmpty()) {
            entities.createQuery("delete from IntentRow i where i.requestId in :ids")
                    .setParameter("ids", noted)
                    .executeUpdate();
        }
    }
}
