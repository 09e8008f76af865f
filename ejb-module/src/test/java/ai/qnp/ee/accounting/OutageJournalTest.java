package ai.qnp.ee.accounting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.qnp.core.metering.Fund;
import ai.qnp.core.relay.Outcome;
import ai.qnp.core.relay.Reservations.Reserved;
import ai.qnp.core.relay.UsageRecords.StorageUnavailable;
import ai.qnp.ee.persistence.AccountRow;
import ai.qnp.ee.persistence.DatabaseKind;
import ai.qnp.ee.persistence.DatabaseRecordStore;
import ai.qnp.ee.persistence.EscrowRow;
import ai.qnp.ee.persistence.GroupCommitUsageRecords;
import ai.qnp.ee.persistence.OutageRecordStore;
import ai.qnp.ee.persistence.Outcomes;
import ai.qnp.ee.persistence.RecordJournal;
import ai.qnp.ee.persistence.RecordStore;
import ai.qnp.ee.persistence.TestDatabase;
import ai.qnp.ee.persistence.UsageRow;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A database that goes away and comes back. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class OutageJournalTest {
    private static final Fund WALLET = new Fund.Wallet("acc_1");

    @TempDir
    private Path folder;

    private final TestDatabase database;
    private final TestNode node;
    private final Outage transactions;
    private RecordJournal journal;
    private GroupCommitUsageRecords records;

    OutageJournalTest(DatabaseKind kind) {
        database = kind.migrated();
        database.transactions().inTransaction(entities -> {
            entities.persist(new AccountRow("acc_1", "jo@example.com", "pro", false, Outcomes.NOON));
            EscrowRow wallet = new EscrowRow(WALLET.id(), new BigDecimal("1.00"), BigDecimal.ZERO);
            entities.persist(wallet);
            new Ledger(entities, Outcomes.NOON).payment("tx_1", "acc_1", "top_up", "first", new BigDecimal("1.00"));
            return true;
        });
        transactions = new Outage(database.transactions());
        node = new TestNode(database, "n1", "acc_1");
    }

    @BeforeEach
    void startRecords() throws IOException {
        openJournal();
        RecordStore stored = new DatabaseRecordStore(transactions, "n1", new Charges(node.nodes, TestNode.CLOCK));
        records = new GroupCommitUsageRecords(
                new OutageRecordStore(stored, journal, "n1"),
                Thread.ofPlatform().factory(),
                1_000);
    }

    private void openJournal() throws IOException {
        journal = RecordJournal.open(folder.resolve("journal"), 100_000, RecordJournal.Safety.MACHINE);
    }

    @AfterEach
    void close() throws IOException {
        records.close();
        journal.close();
        node.close();
    }

    @Test
    void whatCouldNotBeStoredIsStoredWithItsChargeWhenTheDatabaseIsBack() throws Exception {
        Reserved reserved = node.reservations.reserve(List.of(WALLET), new BigDecimal("0.25"), new BigDecimal("0.25"));
        assertThat(reserved).isInstanceOf(Reserved.Held.class);
        Outcome outcome = node.outcome("req-1", List.of(WALLET), new BigDecimal("0.250000000000"));

        transactions.away = true;
        records.note(node.intent("req-1", List.of(WALLET), new BigDecimal("0.25")))
                .awaitDurable();
        records.note(node.intent("req-2", List.of(WALLET), new BigDecimal("0.25")))
                .awaitDurable();
        records.keep(outcome);
        assertThat(stored("req-1")).isNull();
        transactions.away = false;
        replay();

        assertThat(stored("req-1").toOutcome()).isEqualTo(outcome);
        assertThat(journal.isEmpty()).isTrue();
        assertThat(number("select count(*) from intents where request_id = 'req-2'"))
                .isEqualByComparingTo("1");
        assertThat(number("select spent from escrows where id = 'wallet:acc_1'"))
                .isEqualByComparingTo("0.25");
        assertThat(number("select sum(requests) from usage_days")).isEqualByComparingTo("1");
        assertThat(new LedgerAudit(database.dataSource()::getConnection).run()).allMatch(LedgerAudit.Proof::holds);
    }

    @Test
    void aReplayThatIsDoneAgainChangesNothing() throws Exception {
        Outcome outcome = node.outcome("req-1", List.of(WALLET), new BigDecimal("0.250000000000"));
        transactions.away = true;
        records.keep(outcome);
        transactions.away = false;
        byte[] before = Files.readAllBytes(folder.resolve("journal"));
        replay();

        journal.close();
        Files.write(folder.resolve("journal"), before, StandardOpenOption.WRITE);
        openJournal();
        replay();

        assertThat(number("select count(*) from usage_records")).isEqualByComparingTo("1");
        assertThat(number("select spent from escrows where id = 'wallet:acc_1'"))
                .isEqualByComparingTo("0.25");
    }

    @Test
    void aLineThatWasTornByTheEndOfTheProcessIsLeftOut() throws Exception {
        transactions.away = true;
        records.keep(node.outcome("req-1", List.of(WALLET), new BigDecimal("0.250000000000")));
        Files.writeString(folder.resolve("journal"), "{\"node\":\"n1\",\"outc", StandardOpenOption.APPEND);
        transactions.away = false;

        replay();

        assertThat(number("select count(*) from usage_records")).isEqualByComparingTo("1");
    }

    @Test
    void whenTheJournalIsFullTheAnswerIsWithheldAndNothingIsLost() throws Exception {
        transactions.away = true;
        int kept = 0;
        StorageUnavailable full = null;
        while (full == null) {
            try {
                records.keep(Outcomes.answered("req-" + kept, "acc_1", new BigDecimal("0.01")));
                kept++;
            } catch (StorageUnavailable refused) {
                full = refused;
            }
        }
        transactions.away = false;
        replay();

        assertThat(kept).isPositive();
        assertThat(number("select count(*) from usage_records")).isEqualByComparingTo(BigDecimal.valueOf(kept));
        records.keep(Outcomes.answered("later", "acc_1", new BigDecimal("0.01")));
    }

    @Test
    void aReplayIntoADatabaseThatIsStillAwayKeepsEverything() throws Exception {
        transactions.away = true;
        records.keep(Outcomes.answered("req-1", "acc_1", new BigDecimal("0.01")));

        assertThatThrownBy(this::replay).isInstanceOf(IllegalStateException.class);

        assertThat(journal.isEmpty()).isFalse();
    }

    private void replay() {
        new JournalReplay(transactions, journal, new Charges(node.nodes, TestNode.CLOCK), TestNode.CLOCK).run();
    }

    private UsageRow stored(String id) {
        return database.transactions().read(entities -> entities.find(UsageRow.class, id));
    }

    private BigDecimal number(String sql) {
        return database.transactions()
                .read(entities -> new BigDecimal(
                        entities.createNativeQuery(sql).getSingleResult().toString()));
    }
}
