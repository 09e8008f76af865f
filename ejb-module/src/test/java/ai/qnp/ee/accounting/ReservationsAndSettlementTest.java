package ai.qnp.ee.accounting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.qnp.core.access.KeyText;
import ai.qnp.core.metering.Budget;
import ai.qnp.core.metering.Fund;
import ai.qnp.core.relay.Reservations.Reserved;
import ai.qnp.ee.admin.Actor;
import ai.qnp.ee.admin.AuditedStore;
import ai.qnp.ee.admin.CreditService;
import ai.qnp.ee.persistence.AccountRow;
import ai.qnp.ee.persistence.ApiKeyRow;
import ai.qnp.ee.persistence.DatabaseKind;
import ai.qnp.ee.persistence.EscrowRow;
import ai.qnp.ee.persistence.LeaseRow;
import ai.qnp.ee.persistence.Outcomes;
import ai.qnp.ee.persistence.TestDatabase;
import ai.qnp.ee.persistence.UsageRow;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class ReservationsAndSettlementTest {
    private static final Fund WALLET = new Fund.Wallet("acc_1");
    private static final Actor ACTOR = new Actor("test", "192.0.2.1");

    private final TestDatabase database;
    private final List<TestNode> nodes = new ArrayList<>();
    private final CreditService credits;

    ReservationsAndSettlementTest(DatabaseKind kind) {
        database = kind.migrated();
        Random random = new Random(11);
        credits = new CreditService(new AuditedStore(
                database.transactions(),
                count -> {
                    byte[] bytes = new byte[count];
                    random.nextBytes(bytes);
                    return bytes;
                },
                TestNode.CLOCK));
    }

    @BeforeEach
    void anAccount() {
        database.transactions().inTransaction(entities -> {
            entities.persist(new AccountRow("acc_1", "jo@example.com", "pro", false, Outcomes.NOON));
            ApiKeyRow key = new ApiKeyRow("key_1", "acc_1", KeyText.generate(byte[]::new), null, Outcomes.NOON);
            entities.persist(key);
            return true;
        });
    }

    @AfterEach
    void closeNodes() {
        nodes.forEach(TestNode::close);
    }

    @Test
    void anEmptyWalletPaysForNothing() throws Exception {
        assertThat(node("n1").spend("r1", List.of(WALLET), "0.01", "0.01")).isFalse();
    }

    @Test
    void whatIsNotNeededOfAReservationIsFreeAgain() throws Exception {
        topUp("1.00");
        TestNode node = node("n1");

        for (int i = 0; i < 10; i++) {
            assertThat(node.spend("r" + i, List.of(WALLET), "0.50", "0.10"))
                    .as("request " + i)
                    .isEqualTo(i < 6);
        }

        assertThat(node.spend("all", List.of(WALLET), "0.40", "0.40")).isTrue();
        assertThat(balance()).isEqualByComparingTo("0");
        assertBooksHold();
    }

    @Test
    void twoHundredAtOnceOnOneNodeSpendAllAndNeverMore() throws Exception {
        topUp("1.00");
        TestNode node = node("n1");

        long served = spendAtOnce(200, List.of(node), "0.03", "0.01");

        assertThat(served).isBetween(98L, 100L);
        assertSpentToTheLast(served, node);
    }

    @Test
    void twoHundredAtOnceOnTwoNodesSpendAllAndNeverMore() throws Exception {
        topUp("1.00");
        List<TestNode> both = List.of(node("n1"), node("n2"));
        long served;
        try (ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor()) {
            Future<?> ticking = ticks.scheduleWithFixedDelay(
                    () -> both.forEach(node -> node.reservations.giveBackSpare()), 20, 20, TimeUnit.MILLISECONDS);
            served = spendAtOnce(200, both, "0.03", "0.01");
            ticking.cancel(false);
        }

        assertThat(served).isBetween(98L, 100L);
        both.forEach(node -> node.reservations.giveBackAll());
        assertSpentToTheLast(served, both.getFirst());
    }

    @Test
    void aLeaseThatDidNotLastIsFollowedByALargerOne() {
        topUp("1000.00");
        TestNode node = node("n1");
        BigDecimal cent = new BigDecimal("0.01");

        for (int i = 0; i < 65; i++) {
            node.reservations.reserve(List.of(WALLET), cent, cent);
        }

        // 64 of the first lease, and one of a second for 128
        assertThat(node.reservations.free(WALLET.id())).isEqualByComparingTo("1.27");
    }

    @Test
    void aBudgetCountsWhatItsKeySpentBeforeItWasSet() throws Exception {
        TestNode node = node("n1");
        node.records.keep(Outcomes.answered("earlier"));
        Fund budget =
                Fund.KeyBudget.at("key_1", new Budget(new BigDecimal("0.000225"), Budget.Period.MONTH), Outcomes.NOON);

        assertThat(node.spend("r1", List.of(budget), "0.000101", "0.000101")).isFalse();
        assertThat(node.spend("r2", List.of(budget), "0.000100", "0.000100")).isTrue();
        assertBooksHold();
    }

    @Test
    void aRequestThatAWalletAndABudgetPayTakesTheSameFromBoth() throws Exception {
        topUp("5.00");
        TestNode node = node("n1");
        Fund budget = Fund.KeyBudget.at("key_1", new Budget(new BigDecimal("1.00"), Budget.Period.DAY), Outcomes.NOON);

        assertThat(node.spend("r1", List.of(budget, WALLET), "0.90", "0.70")).isTrue();
        assertThat(node.spend("r2", List.of(budget, WALLET), "0.31", "0.31")).isFalse();
        assertThat(node.spend("r3", List.of(budget, WALLET), "0.30", "0.30")).isTrue();

        assertThat(balance()).isEqualByComparingTo("4.00");
        assertBooksHold();
    }

    @Test
    void reservesWhatIsThereWhenThatIsEnough() {
        topUp("0.05");
        TestNode node = node("n1");

        Reserved reserved = node.reservations.reserve(List.of(WALLET), new BigDecimal("0.20"), new BigDecimal("0.01"));

        assertThat(reserved)
                .isInstanceOfSatisfying(
                        Reserved.Held.class,
                        held -> assertThat(held.reservation().amount()).isEqualByComparingTo("0.05"));
    }

    @Test
    void theLeaseOfANodeThatIsGoneComesBackAndWhatItHadBegunIsSettledAsInterrupted() throws Exception {
        topUp("1.00");
        TestNode dying = node("gone");
        Reserved reserved = dying.reservations.reserve(List.of(WALLET), new BigDecimal("0.20"), new BigDecimal("0.20"));
        assertThat(reserved).isInstanceOf(Reserved.Held.class);
        dying.records
                .note(dying.intent("cut-off", List.of(WALLET), new BigDecimal("0.20")))
                .awaitDurable();
        TestNode other = node("n2");

        other.goneNodes.settleThose("gone"::equals);

        assertThat(other.spend("rest", List.of(WALLET), "0.80", "0.80")).isTrue();
        assertThat(balance()).isEqualByComparingTo("0");
        UsageRow interrupted = database.transactions().read(entities -> entities.find(UsageRow.class, "cut-off"));
        assertThat(interrupted.toRecord().errorCode()).isEqualTo("interrupted");
        assertThat(interrupted.toRecord().cost()).isEqualByComparingTo("0.20");
        assertBooksHold();
    }

    @Test
    void aNodeThatStopsInOrderLeavesNothingBehind() throws Exception {
        topUp("1.00");
        TestNode stopping = node("n1");
        assertThat(stopping.spend("r1", List.of(WALLET), "0.20", "0.10")).isTrue();

        stopping.reservations.giveBackAll();
        stopping.nodes.leave();

        assertBooksHold();
        assertThat(node("n2").spend("rest", List.of(WALLET), "0.90", "0.90")).isTrue();
        assertBooksHold();
    }

    @Test
    void aNodeThatStopsWithSomethingReservedIsSettledByAnother() throws Exception {
        topUp("1.00");
        TestNode stopping = node("n1");
        assertThat(stopping.reservations.reserve(List.of(WALLET), new BigDecimal("0.20"), new BigDecimal("0.20")))
                .isInstanceOf(Reserved.Held.class);
        stopping.reservations.giveBackAll();
        stopping.nodes.leave();
        assertBooksHold();

        TestNode other = node("n2");
        other.goneNodes.settleThose("n1"::equals);

        assertThat(other.spend("all", List.of(WALLET), "1.00", "1.00")).isTrue();
        assertBooksHold();
    }

    @Test
    void whatEarlierVersionsLeftBehindAtAStopIsTidiedUpByTheNextStart() throws Exception {
        topUp("1.00");
        database.transactions().inTransaction(entities -> {
            entities.persist(new LeaseRow(new LeaseRow.Key(WALLET.id(), "earlier"), BigDecimal.ZERO));
            return true;
        });

        node("n1");

        assertBooksHold();
    }

    @Test
    void aNodeIsTakenForDeadOnlyWhenItsBeatStoodStillWhileItWasWatched() throws Exception {
        topUp("1.00");
        TestNode silent = node("n1");
        assertThat(silent.spend("r1", List.of(WALLET), "0.01", "0.01")).isTrue();
        TestNode watching = node("n2");

        watching.goneNodes.watch();
        watching.nanos.addAndGet(29_000_000_000L);
        watching.goneNodes.watch();
        assertThat(silent.spend("r2", List.of(WALLET), "0.01", "0.01")).isTrue();
        watching.nanos.addAndGet(29_000_000_000L);
        watching.goneNodes.watch();
        assertThat(silent.spend("r3", List.of(WALLET), "0.01", "0.01")).isTrue();
    }

    @Test
    void aNodeThatWasTakenForDeadSettlesNothingUntilItEntersAgain() throws Exception {
        topUp("1.00");
        TestNode frozen = node("n1");
        assertThat(frozen.spend("r1", List.of(WALLET), "0.01", "0.01")).isTrue();
        node("n2").goneNodes.settleThose("n1"::equals);

        Throwable refused = org.assertj.core.api.Assertions.catchThrowable(
                () -> frozen.spend("r2", List.of(WALLET), "0.01", "0.01"));
        assertThat(refused).isInstanceOf(ai.qnp.core.relay.UsageRecords.StorageUnavailable.class);
        new NodeLife(
                        database.transactions(),
                        frozen.nodes,
                        frozen.reservations,
                        new QuotaNodes(database).node(),
                        frozen.goneNodes,
                        id -> false,
                        null)
                .beat();

        assertThat(frozen.spend("r3", List.of(WALLET), "0.01", "0.01")).isTrue();
        assertThat(balance()).isEqualByComparingTo("0.98");
        assertBooksHold();
    }

    @Test
    void theDatabaseRefusesToChangeTheLedger() {
        topUp("1.00");

        for (String change : List.of(
                "update ledger_transactions set amount_usd = 2",
                "update ledger_transactions set kind = 'grant'",
                "delete from ledger_transactions")) {
            assertThatThrownBy(() -> database.execute(change))
                    .as(change)
                    .rootCause()
                    .hasMessageContaining("append-only");
        }
        assertThat(balance()).isEqualByComparingTo("1.00");
    }

    @Test
    void theAuditSaysWhatIsWrongAndWhere() throws Exception {
        topUp("1.00");
        assertThat(node("n1").spend("r1", List.of(WALLET), "0.01", "0.01")).isTrue();
        database.execute("update usage_records set cost_usd = 0.02 where id = 'r1'");
        database.execute("update escrows set spent = 0.5 where id = 'wallet:acc_1'");

        List<LedgerAudit.Proof> wrong = new LedgerAudit(database.dataSource()::getConnection)
                .run().stream().filter(proof -> !proof.holds()).toList();

        assertThat(wrong).hasSize(2);
        assertThat(LedgerAudit.words(wrong)).contains("wallet:acc_1 holds", "request r1 cost 0.02");
    }

    private TestNode node(String id) {
        TestNode node = new TestNode(database, id, "acc_1");
        nodes.add(node);
        return node;
    }

    private void topUp(String amount) {
        credits.topUp("acc_1", amount, "test-" + amount, ACTOR);
    }

    private static long spendAtOnce(int requests, List<TestNode> among, String most, String cost)
            throws InterruptedException, ExecutionException {
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> answers = new ArrayList<>();
            for (int i = 0; i < requests; i++) {
                String id = "r" + i;
                TestNode node = among.get(i % among.size());
                answers.add(clients.submit(() -> node.spend(id, List.of(WALLET), most, cost)));
            }
            long served = 0;
            for (Future<Boolean> answer : answers) {
                served += answer.get() ? 1 : 0;
            }
            return served;
        }
    }

    /** A request needs to reserve three times what it costs, so two of them may be left over: they fit one by one. */
    private void assertSpentToTheLast(long served, TestNode node) throws Exception {
        for (long i = served; i < 100; i++) {
            assertThat(node.spend("late" + i, List.of(WALLET), "0.01", "0.01")).isTrue();
        }
        assertThat(node.spend("beyond", List.of(WALLET), "0.000000000001", "0.000000000001"))
                .isFalse();
        assertThat(balance()).isEqualByComparingTo("0");
        assertBooksHold();
    }

    private BigDecimal balance() {
        return database.transactions().read(entities -> {
            EscrowRow wallet = entities.find(EscrowRow.class, WALLET.id());
            return wallet.funds().subtract(wallet.spent());
        });
    }

    private void assertBooksHold() throws SQLException {
        assertThat(new LedgerAudit(database.dataSource()::getConnection).run()).allMatch(LedgerAudit.Proof::holds);
    }
}
