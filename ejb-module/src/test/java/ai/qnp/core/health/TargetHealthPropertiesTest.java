package ai.qnp.core.health;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever happens in whatever order. */
class TargetHealthPropertiesTest {
    private static final TargetKey TARGET = new TargetKey("acme", "m1", "platform");
    private static final BreakerRules RULES =
            new BreakerRules(2, Duration.ofSeconds(3), Duration.ofSeconds(20), Duration.ofSeconds(30));

    /** What can happen to a target. */
    sealed interface Event {
        /** A request comes. */
        record Ask() implements Event {}

        /** A request that was admitted ends; which of them is a matter of chance. */
        record End(int which, Tuple.Tuple2<FailureClass, Duration> failure, int kind) implements Event {}

        /** Time goes by. */
        record Pass(Duration duration) implements Event {}
    }

    @Provide
    Arbitrary<List<Event>> events() {
        Arbitrary<Duration> waits = Arbitraries.integers().between(-5, 90).map(Duration::ofSeconds);
        Arbitrary<Event> ask = Arbitraries.create(Event.Ask::new);
        Arbitrary<Event> pass =
                Arbitraries.integers().between(0, 25_000).map(ms -> new Event.Pass(Duration.ofMillis(ms)));
        Arbitrary<Event> end = Combinators.combine(
                        Arbitraries.integers().between(0, 1_000),
                        Combinators.combine(Arbitraries.of(FailureClass.class), waits)
                                .as(Tuple::of),
                        Arbitraries.integers().between(0, 5))
                .as(Event.End::new);
        return Arbitraries.frequencyOf(Tuple.of(4, ask), Tuple.of(3, end), Tuple.of(1, pass))
                .list()
                .ofMinSize(5)
                .ofMaxSize(120);
    }

    @Property
    void thereAreNeverTwoProbesNorNegativeNorEndlessWaits(
            @ForAll("events") List<Event> events, @ForAll boolean clockAtItsEnd) {
        TargetHealth health = Healths.by(RULES);
        long start = clockAtItsEnd ? Long.MAX_VALUE - 1_000 : 0;
        Moment now = new Moment(start, Instant.EPOCH);
        Deque<Boolean> underWay = new ArrayDeque<>();
        for (Event event : events) {
            switch (event) {
                case Event.Pass(Duration duration) ->
                    now = new Moment(now.nanos() + duration.toNanos(), now.at().plus(duration));
                case Event.Ask ask -> {
                    switch (health.ask(TARGET, now)) {
                        case Admission.Granted(boolean probe) -> underWay.add(probe);
                        case Admission.CoolingDown(Duration remaining) ->
                            assertThat(remaining).isPositive().isLessThanOrEqualTo(RULES.longestRetryAfter());
                    }
                }
                case Event.End end -> {
                    List<Boolean> all = new ArrayList<>(underWay);
                    if (!all.isEmpty()) {
                        boolean probe = all.remove(end.which() % all.size());
                        underWay.clear();
                        underWay.addAll(all);
                        end(health, end, probe, now);
                    }
                }
            }
            assertThat(underWay.stream().filter(probe -> probe).count()).isLessThanOrEqualTo(1);
            assertThat(health.unwellTargets(now)).hasSizeLessThanOrEqualTo(1);
        }
        recovers(health, underWay, now);
    }

    private static void end(TargetHealth health, Event.End end, boolean probe, Moment now) {
        switch (end.kind()) {
            case 0, 1 -> health.tell(TARGET, probe, null, now);
            case 2 -> health.tellNothing(TARGET, probe, now);
            case 3 -> health.tell(TARGET, probe, Failure.of(end.failure().get1(), "no"), now);
            default ->
                health.tell(
                        TARGET,
                        probe,
                        new Failure(
                                end.failure().get1(),
                                500,
                                "no",
                                null,
                                null,
                                end.failure().get2()),
                        now);
        }
    }

    /** However bad it was: once everything under way is over and time has passed, the target is asked. */
    private static void recovers(TargetHealth health, Deque<Boolean> underWay, Moment last) {
        underWay.forEach(probe -> health.tellNothing(TARGET, probe, last));
        Duration enough = Duration.ofSeconds(31);
        Moment later = new Moment(last.nanos() + enough.toNanos(), last.at().plus(enough));
        Admission admission = health.ask(TARGET, later);
        assertThat(admission).isInstanceOf(Admission.Granted.class);
        health.tell(TARGET, ((Admission.Granted) admission).probe(), null, later);
        assertThat(health.ask(TARGET, later)).isEqualTo(new Admission.Granted(false));
        assertThat(health.unwellTargets(later)).isEmpty();
    }
}
