package ai.qnp.ee.accounting;

import static ai.qnp.core.limits.Quota.Kind.REQUESTS_PER_DAY;
import static ai.qnp.core.limits.Quota.Kind.REQUESTS_PER_MINUTE;
import static ai.qnp.core.limits.Quota.Kind.TOKENS_PER_MINUTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.qnp.core.limits.Quota;
import ai.qnp.core.relay.Limits.Hold;
import ai.qnp.core.relay.Limits.Reading;
import ai.qnp.core.relay.Limits.Taken;
import ai.qnp.ee.persistence.DatabaseKind;
import ai.qnp.ee.persistence.QuotaRow;
import ai.qnp.ee.persistence.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class StoredQuotasTest {
    private static final Quota THREE = new Quota("rpm:key_1", REQUESTS_PER_MINUTE, 3);
    private static final Quota THOUSAND_TOKENS = new Quota("tpm:key_1", TOKENS_PER_MINUTE, 1_000);
    private static final Quota FIFTY_A_DAY = new Quota("rpd:acc_1", REQUESTS_PER_DAY, 50);

    private final TestDatabase database;
    private final QuotaNodes nodes;
    private final StoredQuotas node;
    private final StoredQuotas other;

    StoredQuotasTest(DatabaseKind kind) {
        database = kind.migrated();
        nodes = new QuotaNodes(database);
        node = nodes.node();
        other = nodes.node();
    }

    @Test
    void countsToTheLimitAndSaysWhenThereIsRoomAgain() {
        Reading first = admitted(node.take(List.of(THREE), 0)).readings().getFirst();
        admitted(node.take(List.of(THREE), 0));
        admitted(node.take(List.of(THREE), 0));
        Taken.Exceeded beyond = exceeded(node.take(List.of(THREE), 0));
        nodes.pass(Duration.ofSeconds(60));
        Taken early = node.take(List.of(THREE), 0);
        nodes.pass(Duration.ofSeconds(1));

        assertThat(first).isEqualTo(new Reading(THREE, 2, Duration.ofSeconds(61)));
        assertThat(beyond.exceeded().remaining()).isZero();
        assertThat(beyond.retryAfter()).isEqualTo(Duration.ofSeconds(61));
        assertThat(early).isInstanceOf(Taken.Exceeded.class);
        admitted(node.take(List.of(THREE), 0));
    }

    @Test
    void nodesShareOneLimit() {
        admitted(node.take(List.of(THREE), 0));
        admitted(other.take(List.of(THREE), 0));
        admitted(node.take(List.of(THREE), 0));

        exceeded(other.take(List.of(THREE), 0));
    }

    @Test
    void aClockThatIsSetBackOnAnyNodeFreesNothingAndBlocksNothing() {
        admitted(node.take(List.of(THREE), 0));
        admitted(node.take(List.of(THREE), 0));
        nodes.setMachinesClockBack(Duration.ofHours(1));
        StoredQuotas late = nodes.node();
        admitted(late.take(List.of(THREE), 0));
        exceeded(late.take(List.of(THREE), 0));
        exceeded(node.take(List.of(THREE), 0));
        nodes.pass(Duration.ofSeconds(61));

        admitted(late.take(List.of(THREE), 0));
        admitted(node.take(List.of(THREE), 0));
    }

    @Test
    void aDaysUseSurvivesARestart() {
        for (int i = 0; i < 50; i++) {
            admitted(node.take(List.of(FIFTY_A_DAY), 0));
        }
        node.giveBackAll();
        nodes.pass(Duration.ofHours(23));
        StoredQuotas afterwards = nodes.node();
        exceeded(afterwards.take(List.of(FIFTY_A_DAY), 0));
        nodes.pass(Duration.ofMinutes(70));

        admitted(afterwards.take(List.of(FIFTY_A_DAY), 0));
    }

    @Test
    void whatIsGivenBackLeavesNoTrace() {
        Hold hold = admitted(node.take(List.of(THREE, THOUSAND_TOKENS), 700));
        hold.giveBack();
        Reading back = hold.readings().getFirst();
        node.giveBackAll();

        assertThat(back.remaining()).isEqualTo(3);
        assertThat(windows()).allMatch(row -> row.window(REQUESTS_PER_MINUTE).used() == 0);
        admitted(other.take(List.of(THREE, THOUSAND_TOKENS), 1_000));
    }

    @Test
    void whatWasGivenBackIsUsedByTheNextRequestOfTheNode() {
        admitted(node.take(List.of(THREE), 0));
        admitted(node.take(List.of(THREE), 0));
        admitted(node.take(List.of(THREE), 0)).giveBack();

        admitted(node.take(List.of(THREE), 0));
        exceeded(node.take(List.of(THREE), 0));
    }

    @Test
    void tokensAreCorrectedToWhatWasUsed() {
        Hold hold = admitted(node.take(List.of(THOUSAND_TOKENS), 900));
        Taken tooMany = other.take(List.of(THOUSAND_TOKENS), 200);
        nodes.pass(Duration.ofSeconds(20));
        hold.settle(40);
        node.giveBackSpare();

        assertThat(tooMany).isInstanceOf(Taken.Exceeded.class);
        assertThat(hold.readings().getFirst()).isEqualTo(new Reading(THOUSAND_TOKENS, 960, Duration.ofSeconds(41)));
        admitted(other.take(List.of(THOUSAND_TOKENS), 960));
        exceeded(node.take(List.of(THOUSAND_TOKENS), 1));
    }

    @Test
    void moreThanWasReservedCountsToo() {
        admitted(node.take(List.of(THOUSAND_TOKENS), 100)).settle(950);
        node.giveBackSpare();

        exceeded(other.take(List.of(THOUSAND_TOKENS), 51));
        admitted(other.take(List.of(THOUSAND_TOKENS), 50));
    }

    @Test
    void aRequestThatCouldUseMoreThanTheLimitTakesAllOfIt() {
        Hold hold = admitted(node.take(List.of(THOUSAND_TOKENS), 1_000_000));
        exceeded(node.take(List.of(THOUSAND_TOKENS), 1));
        hold.settle(10);

        admitted(node.take(List.of(THOUSAND_TOKENS), 990));
    }

    @Test
    void aRequestThatOneQuotaHasNoRoomForUsesNothingOfTheOthers() {
        admitted(node.take(List.of(THREE, THOUSAND_TOKENS), 900));
        Taken refused = node.take(List.of(THREE, THOUSAND_TOKENS), 900);

        assertThat(exceeded(refused).exceeded().quota()).isEqualTo(THOUSAND_TOKENS);
        admitted(other.take(List.of(THREE), 0));
        admitted(other.take(List.of(THREE), 0));
        exceeded(other.take(List.of(THREE), 0));
    }

    @Test
    void aLoweredLimitHoldsAtOnceForWhatIsInHandToo() {
        Quota large = new Quota("rpm:key_1", REQUESTS_PER_MINUTE, 24_000);
        for (int i = 0; i < 3; i++) {
            admitted(node.take(List.of(large), 0));
        }

        exceeded(node.take(List.of(THREE), 0));
    }

    @Test
    void twoHundredAtOnceNeverPassALimitOnOneNode() throws InterruptedException, ExecutionException {
        List<Hold> admitted = QuotaNodes.takenAtOnce(200, List.of(FIFTY_A_DAY, THOUSAND_TOKENS), 7, node);

        assertThat(admitted).hasSize(50);
        node.giveBackAll();
        admitted(other.take(List.of(THOUSAND_TOKENS), 1_000 - 50 * 7));
        exceeded(other.take(List.of(THOUSAND_TOKENS), 1));
    }

    @Test
    void twoHundredAtOnceNeverPassALimitOnTwoNodes() throws InterruptedException, ExecutionException {
        List<Hold> admitted = QuotaNodes.takenAtOnce(200, List.of(THOUSAND_TOKENS), 7, node, other);
        node.giveBackAll();
        other.giveBackAll();
        nodes.pass(Duration.ofMillis(201));

        int most = 1_000 / 7;
        int some = admitted.size();
        assertThat(some).isBetween(most - 1, most);
        admitted(other.take(List.of(THOUSAND_TOKENS), 1_000 - some * 7L));
        exceeded(node.take(List.of(THOUSAND_TOKENS), 1));
    }

    @Test
    void twoHundredRequestsAtOnceOnTwoNodesGetExactlyTheLimit() throws InterruptedException, ExecutionException {
        List<Hold> admitted = QuotaNodes.takenAtOnce(200, List.of(FIFTY_A_DAY), 0, node, other);

        assertThat(admitted).hasSize(50);
    }

    @Test
    void aLargeQuotaCostsFewTransactions() {
        Quota large = new Quota("rpm:key_1", REQUESTS_PER_MINUTE, 24_000);
        for (int i = 0; i < 100; i++) {
            admitted(node.take(List.of(large), 0));
        }
        int exchanges = nodes.exchanges.get();

        assertThat(exchanges).isEqualTo(1);
    }

    @Test
    void whoIsFarBeyondTheLimitIsRefusedWithoutAskingTheDatabaseEachTime() {
        for (int i = 0; i < 103; i++) {
            node.take(List.of(THREE), 0);
        }

        assertThat(nodes.exchanges).hasValue(4);
    }

    @Test
    void unitsOfASlotThatIsOverAreGivenBackAndNotUsed() {
        Quota large = new Quota("rpm:key_1", REQUESTS_PER_MINUTE, 24_000);
        admitted(node.take(List.of(large), 0));
        nodes.pass(Duration.ofSeconds(1));
        admitted(node.take(List.of(large), 0));
        node.giveBackAll();

        assertThat(windows().getFirst().window(REQUESTS_PER_MINUTE).text()).isEqualTo("1:1,0:1");
    }

    @Test
    void withTheDatabaseAwayWhatIsInHandIsUsedAndThenNobodyKnows() {
        Quota some = new Quota("rpm:key_1", REQUESTS_PER_MINUTE, 480);
        admitted(node.take(List.of(some), 0));
        nodes.goAway(true);

        admitted(node.take(List.of(some), 0));
        assertThat(node.take(List.of(some), 0)).isEqualTo(new Taken.Unavailable());
        nodes.goAway(false);
        admitted(node.take(List.of(some), 0));
    }

    @Test
    void whatWasPerhapsGivenBackIsNotGivenBackTwice() {
        Hold hold = admitted(node.take(List.of(THOUSAND_TOKENS), 600));
        admitted(node.take(List.of(THOUSAND_TOKENS), 300));
        hold.giveBack();
        nodes.breakOffAfterCommit(true);
        Throwable broken = catchThrowable(node::giveBackAll);
        nodes.breakOffAfterCommit(false);
        node.giveBackAll();

        assertThat(broken).isNotNull();
        admitted(other.take(List.of(THOUSAND_TOKENS), 700));
        exceeded(other.take(List.of(THOUSAND_TOKENS), 1));
    }

    @Test
    void forgetsWhatNobodyUses() {
        admitted(node.take(List.of(THREE, FIFTY_A_DAY), 0));
        nodes.pass(Duration.ofSeconds(2));
        node.giveBackSpare();
        int held = node.held();
        nodes.pass(Duration.ofMinutes(11));
        node.giveBackSpare();

        assertThat(held).isZero();
        assertThat(windows()).extracting(QuotaRow::id).containsExactly(FIFTY_A_DAY.id());
    }

    @Test
    void isSettledAlsoAfterItWasForgotten() {
        Hold hold = admitted(node.take(List.of(THOUSAND_TOKENS), 600));
        nodes.pass(Duration.ofSeconds(2));
        node.giveBackSpare();
        hold.settle(100);
        node.giveBackSpare();

        admitted(other.take(List.of(THOUSAND_TOKENS), 900));
    }

    private List<QuotaRow> windows() {
        return database.transactions()
                .read(entities -> entities.createQuery("select q from QuotaRow q order by q.id", QuotaRow.class)
                        .getResultList());
    }

    private static Hold admitted(Taken taken) {
        assertThat(taken).isInstanceOf(Taken.Admitted.class);
        return ((Taken.Admitted) taken).hold();
    }

    private static Taken.Exceeded exceeded(Taken taken) {
        assertThat(taken).isInstanceOf(Taken.Exceeded.class);
        return (Taken.Exceeded) taken;
    }
}
