package ai.qnp.ee.accounting;

import ai.qnp.core.relay.Outcome;
import ai.qnp.core.relay.RequestIntent;
import ai.qnp.ee.persistence.IntentRow;
import ai.qnp.ee.persistence.NodeRow;
import ai.qnp.ee.persistence.RecordJournal;
import ai.qnp.ee.persistence.RecordJournal.Line;
import ai.qnp.ee.persistence.Transactions;
import ai.qnp.ee.persistence.UsageDays;
import ai.qnp.ee.persistence.UsageRow;
import jakarta.persistence.EntityManager;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Brings what was kept in the journal into the database, with its charges. What is there already is left as it is, so that
 * a replay that was cut off can be done again.
 */
public final class JournalReplay {
    private static final int LINES_A_TRANSACTION = 200;
    private static final System.Logger LOG = System.getLogger(JournalReplay.class.getName());

    private final Transactions transactions;
    private final RecordJournal journal;
    private final Charges charges;
    private final InstantSource clock;

    /** From a journal into a database. */
    public JournalReplay(Transactions transactions, RecordJournal journal, Charges charges, InstantSource clock) {
        this.transactions = transactions;
        this.journal = journal;
        this.charges = charges;
        this.clock = clock;
    }

    /** Empties the journal; does nothing when it is empty, and throws when the database is away. */
    public void run() {
        if (!journal.isEmpty()) {
            int lines = journal.replay(this::store);
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the database has " + lines + " lines of the journal of usage records now");
        }
    }

    private void store(List<Line> lines) {
        for (int from = 0; from < lines.size(); from += LINES_A_TRANSACTION) {
            List<Line> some = lines.subList(from, Math.min(lines.size(), from + LINES_A_TRANSACTION));
            transactions.inTransaction(entities -> {
                settle(entities, some);
                some.forEach(line -> begin(entities, line));
                return some.size();
            });
        }
    }

    private void settle(EntityManager entities, List<Line> lines) {
        Map<String, List<Outcome>> byNode = new TreeMap<>();
        for (Line line : lines) {
            Outcome outcome = line.outcome();
            if (outcome != null && !isRecorded(entities, outcome.record().id())) {
                entities.persist(new UsageRow(outcome));
                byNode.computeIfAbsent(line.node(), node -> new ArrayList<>()).add(outcome);
            }
        }
        entities.flush();
        List<Outcome> all = new ArrayList<>();
        byNode.forEach((node, outcomes) -> {
            outcomes.forEach(outcome -> end(entities, outcome.record().id()));
            charges.settleFor(entities, node, outcomes);
            all.addAll(outcomes);
        });
        UsageDays.add(entities, all);
    }

    private static void end(EntityManager entities, String requestId) {
        IntentRow intent = entities.find(IntentRow.class, requestId);
        if (intent != null) {
            entities.remove(intent);
        }
    }

    /** A request that had begun, and perhaps still runs. */
    private void begin(EntityManager entities, Line line) {
        RequestIntent intent = line.intent();
        if (intent == null
                || isRecorded(entities, intent.requestId())
                || entities.find(IntentRow.class, intent.requestId()) != null) {
            return;
        }
        if (entities.find(NodeRow.class, line.node()) == null) {
            // so that somebody settles for it
            entities.persist(new NodeRow(line.node(), clock.instant().truncatedTo(ChronoUnit.MICROS)));
        }
        entities.persist(new IntentRow(intent, line.node()));
    }

    private static boolean isRecorded(EntityManager entities, String requestId) {
        return entities.find(UsageRow.class, requestId) != null;
    }
}
