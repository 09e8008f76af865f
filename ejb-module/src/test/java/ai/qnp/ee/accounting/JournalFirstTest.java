package ai.qnp.ee.accounting;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.metering.Fund;
import ai.qnp.core.relay.Outcome;
import ai.qnp.core.relay.UsageRecords.StorageUnavailable;
import ai.qnp.ee.persistence.AccountRow;
import ai.qnp.ee.persistence.DatabaseKind;
import ai.qnp.ee.persistence.DatabaseRecordStore;
import ai.qnp.ee.persistence.EscrowRow;
import ai.qnp.ee.persistence.ImmediateUsageRecords;
import ai.qnp.ee.persistence.JournalFirstRecordStore;
import ai.qnp.ee.persistence.Outcomes;
import ai.qnp.ee.persistence.RecordJournal;
import ai.qnp.ee.persistence.RecordJournal.Safety;
import ai.qnp.ee.persistence.TestDatabase;
import ai.qnp.ee.persistence.UsageRow;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Records that go to the disk before they go to the embedded database. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class JournalFirstTest {
    private static final Fund WALLET = new Fund.Wallet("acc_1");
    private static final List<String> FILES = List.of("journal-1", "journal-2");
    /** Longer than any test: only who asks for it gets the database to catch up. */
    private static final Duration GATHERING = Duration.ofHours(1);

    private static final BigDecimal CENT = new BigDecimal("0.010000000000");

    @TempDir
    private Path folder;

    private final TestDatabase database = DatabaseKind.H2.migrated();
    private final Outage transactions = new Outage(database.transactions());
    private final TestNode node;
    private JournalFirstRecordStore.Journals journals;
    private ImmediateUsageRecords records;

    JournalFirstTest() {
        database.transactions().inTransaction(entities -> {
            entities.persist(new AccountRow("acc_1", "jo@example.com", "pro", false, Outcomes.NOON));
            entities.persist(new EscrowRow(WALLET.id(), BigDecimal.ONE, BigDecimal.ZERO));
            new Ledger(entities, Outcomes.NOON).payment("tx_1", "acc_1", "top_up", "first", BigDecimal.ONE);
            return true;
        });
        node = new TestNode(database, "n1", "acc_1");
    }

    @BeforeEach
    void start() throws IOException {
        journals = new JournalFirstRecordStore.Journals(
                RecordJournal.open(folder.resolve(FILES.get(0)), 20_000, Safety.PROCESS),
                RecordJournal.open(folder.resolve(FILES.get(1)), 20_000, Safety.PROCESS),
                RecordJournal.open(folder.resolve("refused"), 20_000, Safety.PROCESS));
        records = new ImmediateUsageRecords(new JournalFirstRecordStore(
                new DatabaseRecordStore(transactions, "n1", new Charges(node.nodes, TestNode.CLOCK)),
                journals,
                "n1",
                GATHERING,
                Thread.ofPlatform().factory()));
    }

    @AfterEach
    void stop() throws IOException {
        records.close();
        journals.one().close();
        journals.other().close();
        journals.refused().close();
        node.close();
    }

    @Test
    void aRecordIsOnTheDiskAtOnceAndInTheDatabaseForWhoeverAsksForIt() throws Exception {
        Outcome outcome = outcome("req-1");

        records.keep(outcome);
        String onDisk = onDisk();
        boolean already = stored("req-1") != null;
        records.catchUp();

        assertThat(onDisk).contains("req-1");
        assertThat(already).isFalse();
        assertThat(stored("req-1").toOutcome()).isEqualTo(outcome);
        assertThat(onDisk()).isEmpty();
        assertThat(number("select spent from escrows where id = 'wallet:acc_1'"))
                .isEqualByComparingTo("0.01");
        assertBooksBalance();
    }

    @Test
    void aRequestThatIsInterruptedIsKeptAndClosesTheJournalForNobody() throws Exception {
        Thread.currentThread().interrupt();
        records.keep(outcome("req-1"));
        assertThat(Thread.interrupted()).isTrue();
        records.keep(outcome("req-2"));
        records.catchUp();

        assertThat(number("select count(*) from usage_records")).isEqualByComparingTo("2");
    }

    @Test
    void requestsThatEndAtOnceAreEachKeptOnce() throws Exception {
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> ends = IntStream.range(0, 8)
                    .<Future<?>>mapToObj(number -> clients.submit(() -> {
                        records.note(node.intent("req-" + number, List.of(WALLET), CENT))
                                .awaitDurable();
                        records.keep(outcome("req-" + number));
                        return null;
                    }))
                    .toList();
            for (Future<?> end : ends) {
                end.get();
            }
        }
        records.catchUp();

        assertThat(number("select count(*) from usage_records")).isEqualByComparingTo("8");
        assertThat(onDisk()).isEmpty();
        assertBooksBalance();
    }

    @Test
    void closingBringsEverythingIntoTheDatabase() throws Exception {
        records.keep(outcome("req-1"));
        records.keep(outcome("req-2"));

        records.close();

        assertThat(number("select count(*) from usage_records")).isEqualByComparingTo("2");
        assertThat(onDisk()).isEmpty();
    }

    @Test
    void theNextStartFindsWhatAKilledProcessLeft() throws Exception {
        records.note(node.intent("req-1", List.of(WALLET), CENT)).awaitDurable();
        records.note(node.intent("req-2", List.of(WALLET), CENT)).awaitDurable();
        records.keep(outcome("req-1"));
        Path left = whatIsOnDiskNow();
        records.catchUp();
        records.keep(outcome("req-3"));
        Path leftLater = whatIsOnDiskNow();

        replay(left);
        replay(leftLater);

        assertThat(number("select count(*) from usage_records")).isEqualByComparingTo("2");
        assertThat(number("select count(*) from intents where request_id = 'req-2'"))
                .isEqualByComparingTo("1");
        assertThat(number("select count(*) from intents")).isEqualByComparingTo("1");
        assertThat(number("select sum(requests) from usage_days")).isEqualByComparingTo("2");
        assertBooksBalance();
    }

    @Test
    void aLongRequestsBeginningIsKeptWhileOthersCome() throws Exception {
        records.note(node.intent("long", List.of(WALLET), CENT)).awaitDurable();
        for (int turn = 0; turn < 5; turn++) {
            records.keep(outcome("req-" + turn));
            records.catchUp();
            assertThat(onDisk().lines()).singleElement().asString().contains("long");
        }

        records.keep(outcome("long"));
        records.catchUp();

        assertThat(onDisk()).isEmpty();
        assertThat(number("select count(*) from intents")).isEqualByComparingTo("0");
    }

    @Test
    void whileTheDatabaseIsAwayNobodyWaitsForItAndNothingIsLost() throws Exception {
        transactions.away = true;
        records.keep(outcome("req-1"));
        records.catchUp();
        records.keep(outcome("req-2"));
        records.catchUp();
        boolean storedMeanwhile = stored("req-1") != null;

        transactions.away = false;
        while (stored("req-2") == null) {
            records.catchUp();
        }

        assertThat(storedMeanwhile).isFalse();
        assertThat(number("select count(*) from usage_records")).isEqualByComparingTo("2");
        assertBooksBalance();
    }

    @Test
    void whenTheJournalIsFullTheAnswerIsWithheldAndNothingIsLost() throws Exception {
        transactions.away = true;
        int kept = 0;
        StorageUnavailable full = null;
        while (full == null) {
            try {
                records.keep(outcome("req-" + kept));
                kept++;
            } catch (StorageUnavailable refused) {
                full = refused;
            }
        }
        transactions.away = false;
        while (stored("req-" + (kept - 1)) == null) {
            records.catchUp();
        }

        assertThat(kept).isPositive();
        assertThat(number("select count(*) from usage_records")).isEqualByComparingTo(BigDecimal.valueOf(kept));
        records.keep(outcome("later"));
    }

    @Test
    void aRecordThatTheDatabaseRefusesIsKeptAsideAndItsNeighboursAreStored() throws Exception {
        records.keep(outcome("double"));
        records.catchUp();
        records.keep(outcome("before"));
        records.keep(outcome("double"));
        records.keep(outcome("after"));
        records.catchUp();

        assertThat(number("select count(*) from usage_records")).isEqualByComparingTo("3");
        assertThat(Files.readAllLines(folder.resolve("refused")))
                .singleElement()
                .asString()
                .contains("double");
        assertBooksBalance();
    }

    private Outcome outcome(String id) {
        return node.outcome(id, List.of(WALLET), CENT);
    }

    private String onDisk() throws IOException {
        StringBuilder text = new StringBuilder();
        for (String file : FILES) {
            text.append(Files.readString(folder.resolve(file)));
        }
        return text.toString();
    }

    private Path whatIsOnDiskNow() throws IOException {
        Path copy = Files.createTempDirectory(folder, "left");
        for (String file : FILES) {
            Files.copy(folder.resolve(file), copy.resolve(file));
        }
        return copy;
    }

    private void replay(Path left) throws IOException {
        for (String file : FILES) {
            try (RecordJournal journal = RecordJournal.open(left.resolve(file), 20_000, Safety.PROCESS)) {
                new JournalReplay(transactions, journal, new Charges(node.nodes, TestNode.CLOCK), TestNode.CLOCK).run();
                assertThat(journal.isEmpty()).isTrue();
            }
        }
    }

    private void assertBooksBalance() throws SQLException {
        assertThat(new LedgerAudit(database.dataSource()::getConnection).run()).allMatch(LedgerAudit.Proof::holds);
    }

    private @Nullable UsageRow stored(String id) {
        return database.transactions().read(entities -> entities.find(UsageRow.class, id));
    }

    private BigDecimal number(String sql) {
        return database.transactions()
                .read(entities -> new BigDecimal(
                        entities.createNativeQuery(sql).getSingleResult().toString()));
    }
}
