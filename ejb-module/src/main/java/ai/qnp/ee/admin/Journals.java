package ai.qnp.ee.admin;

import ai.qnp.ee.persistence.JournalFirstRecordStore;
import ai.qnp.ee.persistence.RecordJournal;
import ai.qnp.ee.persistence.RecordJournal.Safety;
import java.io.IOException;
import java.nio.file.Path;

/**
 * This server's files for usage records that the database does not have yet.
 *
 * @param outage for a database of its own, while it is away
 * @param first written before the embedded database
 */
public record Journals(RecordJournal outage, JournalFirstRecordStore.Journals first) {
    /** Opens them in the data directory; each may become so long. */
    static Journals open(Path dataDir, long maxBytes) throws IOException {
        return new Journals(
                RecordJournal.open(dataDir.resolve("outage-journal"), maxBytes, Safety.MACHINE),
                new JournalFirstRecordStore.Journals(
                        RecordJournal.open(dataDir.resolve("journal-1"), maxBytes, Safety.PROCESS),
                        RecordJournal.open(dataDir.resolve("journal-2"), maxBytes, Safety.PROCESS),
                        RecordJournal.open(dataDir.resolve("records-refused"), Long.MAX_VALUE, Safety.PROCESS)));
    }

    /** How much waits for the database. */
    public long waitingBytes() {
        return outage.bytes() + first.one().bytes() + first.other().bytes();
    }

    /** How much the database refused for what it says: it stays on disk until an operator looks at it. */
    public long refusedBytes() {
        return first.refused().bytes();
    }

    void close() throws IOException {
        outage.close();
        first.one().close();
        first.other().close();
        first.refused().close();
    }
}
