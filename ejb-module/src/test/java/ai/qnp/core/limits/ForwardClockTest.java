package ai.qnp.core.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ForwardClockTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private Instant machine = NOON;
    private long nanos;
    private final ForwardClock clock = new ForwardClock(() -> machine, () -> nanos);

    @Test
    void followsTheMachine() {
        pass(Duration.ofSeconds(5));

        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(5));
    }

    @Test
    void goesOnAtTheSamePaceWhenTheMachinesClockIsSetBack() {
        machine = NOON.minusSeconds(3_600);
        Instant atOnce = clock.instant();
        pass(Duration.ofSeconds(5));

        assertThat(atOnce).isEqualTo(NOON);
        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(5));
    }

    @Test
    void followsAMachineThatSlept() {
        machine = NOON.plusSeconds(28_800);

        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(28_800));
    }

    @Test
    void goesOnFromALaterTimeThatAnotherNodeKnows() {
        clock.reach(NOON.plusSeconds(3));
        clock.reach(NOON.plusSeconds(1));
        pass(Duration.ofSeconds(1));

        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(4));
    }

    private void pass(Duration duration) {
        machine = machine.plus(duration);
        nanos += duration.toNanos();
    }
}
