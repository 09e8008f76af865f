package ai.qnp.ee.persistence;

import ai.qnp.core.relay.RequestIntent;
import java.util.ArrayList;
import java.util.List;

/** Stores in the database and, while that is away, in a journal on this server's disk, as long as there is room in it. */
public final class OutageRecordStore implements RecordStore {
    private static final System.Logger LOG = System.getLogger(OutageRecordStore.class.getName());

    private final RecordStore database;
    private final RecordJournal journal;
    private final String nodeId;

    /**
     * Over a database that may go away.
     *
     * @param nodeId whose requests these are
     */
    public OutageRecordStore(RecordStore database, RecordJournal journal, String nodeId) {
        this.database = database;
        this.journal = journal;
        this.nodeId = nodeId;
    }

    @Override
    public void store(List<RequestIntent> begun, List<Ended> ended) {
        try {
            database.store(begun, ended);
        } catch (RuntimeException failed) {
            if (StorageFailure.isOfTheData(failed) || !isJournaled(begun, ended)) {
                throw failed;
            }
            LOG.log(System.Logger.Level.WARNING, "the database is away: usage records wait in the journal", failed);
        }
    }

    private boolean isJournaled(List<RequestIntent> begun, List<Ended> ended) {
        List<byte[]> lines = new ArrayList<>();
        begun.forEach(intent -> lines.add(new RecordJournal.Line(nodeId, null, intent).bytes()));
        ended.forEach(end -> lines.add(new RecordJournal.Line(nodeId, end.outcome(), null).bytes()));
        return journal.append(lines);
    }
}
