package ai.qnp.core.limits;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.limits.Quota.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever is asked in whatever order, and whatever the clocks do. */
class SlidingWindowPropertiesTest {
    private static final Instant START = Instant.parse("2026-12-31T23:59:30Z");

    /**
     * A node asks for some.
     *
     * @param passed milliseconds since the last one did
     * @param clockBack by how much the node's clock is behind the true time then
     * @param used what is corrected to in the end; below zero when it is never settled
     */
    record Ask(long passed, int node, long clockBack, long amount, long used) {}

    private record Use(long at, long amount) {}

    @Provide
    Arbitrary<List<Ask>> asks() {
        return Combinators.combine(
                        Arbitraries.longs().between(0, 20_000),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.longs().between(0, 7_200_000),
                        Arbitraries.longs().between(1, 8),
                        Arbitraries.longs().between(-8, 8))
                .as(Ask::new)
                .list()
                .ofMinSize(5)
                .ofMaxSize(150);
    }

    @Property
    void noMinuteEverSeesMoreThanTheLimit(
            @ForAll("asks") List<Ask> asks, @ForAll @IntRange(min = 1, max = 30) int limit) {
        World world = new World();
        List<Use> uses = new ArrayList<>();

        for (Ask ask : asks) {
            if (world.admits(ask, limit)) {
                uses.add(new Use(world.trueMillis, kept(ask)));
            }
        }

        for (Use first : uses) {
            long inSpan = uses.stream()
                    .filter(use -> use.at() >= first.at()
                            && use.at()
                                    < first.at()
                                            + Kind.REQUESTS_PER_MINUTE.window().toMillis())
                    .mapToLong(Use::amount)
                    .sum();
            assertThat(inSpan).isLessThanOrEqualTo(limit);
        }
    }

    @Property
    void whatIsFreeIsGivenAMinuteAndASecondAfterTheLastUse(
            @ForAll("asks") List<Ask> asks, @ForAll @IntRange(min = 8, max = 30) int limit) {
        World world = new World();
        asks.forEach(ask -> world.admits(ask, limit));

        // each node's clock may be so much later than the others' as the last one said
        boolean given = world.admits(new Ask(61_000, 0, 0, limit, -1), limit);

        assertThat(given).isTrue();
    }

    /** What stays counted: corrections only ever give back. */
    private static long kept(Ask ask) {
        return ask.used() < 0 ? ask.amount() : Math.min(ask.used(), ask.amount());
    }

    /** A window that three nodes share, each with a clock that is never ahead of the true time and often behind. */
    private static final class World {
        private long trueMillis;
        private long clockBack;
        private final List<ForwardClock> nodes = new ArrayList<>();
        private SlidingWindow window = new SlidingWindow(Kind.REQUESTS_PER_MINUTE);

        World() {
            for (int node = 0; node < 3; node++) {
                nodes.add(
                        new ForwardClock(() -> START.plusMillis(trueMillis - clockBack), () -> trueMillis * 1_000_000));
            }
        }

        boolean admits(Ask ask, long limit) {
            trueMillis += ask.passed();
            clockBack = ask.clockBack();
            ForwardClock clock = nodes.get(ask.node());
            clock.reach(SlidingWindow.startOf(Kind.REQUESTS_PER_MINUTE, window.newest()));
            window.moveTo(clock.instant());
            if (window.left(limit) < ask.amount()) {
                return false;
            }
            window.count(window.newest(), ask.amount());
            window.count(window.newest(), kept(ask) - ask.amount());
            window = SlidingWindow.read(Kind.REQUESTS_PER_MINUTE, window.newest(), window.text());
            return true;
        }
    }
}
