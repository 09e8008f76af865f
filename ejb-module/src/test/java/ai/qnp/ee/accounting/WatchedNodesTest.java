package ai.qnp.ee.accounting;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.ee.persistence.DatabaseKind;
import ai.qnp.ee.persistence.Outcomes;
import ai.qnp.ee.persistence.TestDatabase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an operator is shown of the nodes is what decides over their leases. */
class WatchedNodesTest {
    private final TestDatabase database = DatabaseKind.H2.migrated();
    private final TestNode looking = new TestNode(database, "looking", "acc_1");
    private final TestNode other = new TestNode(database, "other", "acc_1");

    @AfterEach
    void close() {
        looking.close();
        other.close();
    }

    @Test
    void showsEachNodeAndMarksItsOwn() {
        assertThat(looking.goneNodes.nodes())
                .containsExactly(
                        new WatchedNode("looking", Outcomes.NOON, Outcomes.NOON, true, true),
                        new WatchedNode("other", Outcomes.NOON, Outcomes.NOON, false, true));
    }

    @Test
    void aNodeIsAliveAsLongAsItsLeasesAreLeftToIt() {
        // given
        looking.goneNodes.watch();

        // when
        second(29);

        // then
        assertThat(shownOf("other")).isEqualTo(shown("other", 29, true));

        // when
        second(30);

        // then
        assertThat(shownOf("other")).isEqualTo(shown("other", 30, false));
        looking.goneNodes.watch();
        assertThat(looking.goneNodes.nodes()).extracting(WatchedNode::id).containsExactly("looking");
    }

    @Test
    void aBeatEndsTheSilence() {
        // given
        looking.goneNodes.watch();
        second(31);

        // when
        database.transactions().inTransaction(other.nodes::isAlive);

        // then
        assertThat(shownOf("other")).isEqualTo(shown("other", 0, true));
        looking.goneNodes.watch();
        second(33);
        assertThat(shownOf("other")).isEqualTo(shown("other", 2, true));
    }

    private void second(long number) {
        looking.nanos.set(Duration.ofSeconds(number).toNanos());
    }

    private List<WatchedNode> shownOf(String id) {
        return looking.goneNodes.nodes().stream()
                .filter(node -> node.id().equals(id))
                .toList();
    }

    private static List<WatchedNode> shown(String id, long silent, boolean alive) {
        return List.of(new WatchedNode(id, Outcomes.NOON, Outcomes.NOON.minusSeconds(silent), false, alive));
    }
}
