package ai.qnp.core.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.qnp.core.health.Healths;
import ai.qnp.core.health.TargetHealth;
import ai.qnp.core.relay.RelayScripts.Act;
import ai.qnp.core.relay.RelayScripts.Script;
import ai.qnp.core.relay.RelayScripts.Verdict;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * The relay against a model of it: whatever the targets of a plan do, whenever the client leaves and whether or not the
 * store takes the record.
 */
class RelayModelTest {
    private static final int NEVER = 1_000_000;

    @Provide
    Arbitrary<Script> scripts() {
        return RelayScripts.all();
    }

    @Provide
    Arbitrary<List<Script>> seriesOfScripts() {
        return RelayScripts.all().list().ofMinSize(2).ofMaxSize(6);
    }

    @Property(tries = 4_000)
    void theClientSeesOneAnswerOfOneTargetOrOneError(@ForAll("scripts") Script script) {
        RelayRun run = new RelayRun(script, new ObservingClient(script.clientLeavesAt()));

        run.over(Healths.fresh());

        run.isOneAnswer();
        run.isSettledOnce();
        run.leavesNothingOpen();
        run.askedThePlansPrefix();
        run.endsAsTheModelSays();
    }

    /** With what earlier requests left behind, targets may be passed over or come last; the rest holds. */
    @Property(tries = 1_000)
    void theSameHoldsWhileTargetsCoolDown(@ForAll("seriesOfScripts") List<Script> scripts) {
        TargetHealth health = Healths.fresh();
        for (Script script : scripts) {
            RelayRun run = new RelayRun(script, new ObservingClient(script.clientLeavesAt()));

            run.over(health);

            run.isOneAnswer();
            run.isSettledOnce();
            run.leavesNothingOpen();
            assertThat(run.asked()).doesNotHaveDuplicates();
        }
    }

    @Example
    void aBugAtTheClientsEndLeavesNoUpstreamRunning() {
        Act talks = new Act(
                new UpstreamPlay.Answers(200, Map.of(), UpstreamPlay.events(0, 1), UpstreamPlay.Ending.GOES_ON),
                Verdict.BREAKS_OFF);
        Script script = new Script(true, List.of(talks), 100, NEVER, false);
        RelayRun run = new RelayRun(script, ObservingClient.breakingAt(3, new IllegalStateException("a bug")));

        assertThatThrownBy(() -> run.over(Healths.fresh())).hasMessage("a bug");

        run.isSettledOnce();
        run.leavesNothingOpen();
    }
}
