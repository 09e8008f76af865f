package ai.qnp.ee.persistence;

import ai.qnp.core.relay.RequestIntent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Two journals that take turns: while the database takes what stands in one, the other is written. Beginnings of requests
 * that still run move with the turn. Guarded by its owner's lock.
 */
final class AlternatingJournals {
    private final String nodeId;
    private final Map<String, byte[]> running = new LinkedHashMap<>();
    private RecordJournal written;
    private RecordJournal resting;

    AlternatingJournals(RecordJournal one, RecordJournal other, String nodeId) {
        this.written = one;
        this.resting = other;
        this.nodeId = nodeId;
    }

    /** What is to be written, by request. */
    record Lines(Map<String, byte[]> begun, Map<String, byte[]> ended) {}

    /** Puts them into words; needs no lock. */
    Lines lines(List<RequestIntent> begun, List<RecordStore.Ended> ended) {
        Map<String, byte[]> beginnings = new LinkedHashMap<>();
        begun.forEach(
                intent -> beginnings.put(intent.requestId(), new RecordJournal.Line(nodeId, null, intent).bytes()));
        Map<String, byte[]> ends = new LinkedHashMap<>();
        ended.forEach(end -> ends.put(end.requestId(), line(end)));
        return new Lines(beginnings, ends);
    }

    /** Writes them down; false when there is no room. */
    boolean append(Lines lines) {
        List<byte[]> all = new ArrayList<>(lines.begun().values());
        all.addAll(lines.ended().values());
        if (!written.append(all)) {
            return false;
        }
        running.putAll(lines.begun());
        lines.ended().keySet().forEach(running::remove);
        return true;
    }

    byte[] line(RecordStore.Ended end) {
        return new RecordJournal.Line(nodeId, end.outcome(), null).bytes();
    }

    /**
     * From now on the other journal is written.
     *
     * @return the one that was written, to be cleared before the next turn; null when the other can't be begun, and the
     *     same goes on
     */
    @Nullable RecordJournal turn() {
        if (!resting.append(running.values())) {
            return null;
        }
        RecordJournal full = written;
        written = resting;
        resting = full;
        return full;
    }
}
