package ai.qnp.core.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any interleaving of leases, reservations, settlements, releases and returns. */
class EscrowPropertiesTest {
    enum Kind {
        LEASE,
        RESERVE,
        RESERVE_SOME,
        SETTLE,
        RELEASE,
        GIVE_BACK
    }

    record Step(Kind kind, int cents, int which) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.integers().between(0, 500),
                        Arbitraries.integers().between(0, 20))
                .as(Step::new)
                .list()
                .ofMaxSize(80);
    }

    @Property
    void nothingIsReservedOrSpentThatWasNotLeasedAndNothingGetsLost(@ForAll("steps") List<Step> steps) {
        Escrow escrow = new Escrow();
        List<BigDecimal> open = new ArrayList<>();
        BigDecimal leased = BigDecimal.ZERO;
        BigDecimal spent = BigDecimal.ZERO;
        for (Step step : steps) {
            BigDecimal amount = BigDecimal.valueOf(step.cents(), 2);
            switch (step.kind()) {
                case LEASE -> {
                    escrow.lease(amount);
                    leased = leased.add(amount);
                }
                case RESERVE -> {
                    if (escrow.tryReserve(amount)) {
                        open.add(amount);
                    }
                }
                case RESERVE_SOME -> {
                    BigDecimal got = escrow.reserveUpTo(amount, amount.movePointLeft(1));
                    if (got.signum() >= 0) {
                        assertThat(got).isBetween(amount.movePointLeft(1), amount);
                        open.add(got);
                    }
                }
                case SETTLE -> {
                    if (!open.isEmpty()) {
                        BigDecimal held = open.remove(step.which() % open.size());
                        BigDecimal cost = held.min(amount);
                        escrow.settle(held, cost);
                        spent = spent.add(cost);
                    }
                }
                case RELEASE -> {
                    if (!open.isEmpty()) {
                        escrow.release(open.remove(step.which() % open.size()));
                    }
                }
                case GIVE_BACK -> leased = leased.subtract(escrow.takeFree());
            }
            BigDecimal held = open.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(escrow.reserved()).isEqualByComparingTo(held);
            assertThat(escrow.free()).isNotNegative();
            assertThat(leased).isEqualByComparingTo(held.add(spent).add(escrow.free()));
        }
    }
}
