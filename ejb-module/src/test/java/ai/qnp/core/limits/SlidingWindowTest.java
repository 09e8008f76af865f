package ai.qnp.core.limits;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.limits.Quota.Kind;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SlidingWindowTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final SlidingWindow window = new SlidingWindow(Kind.REQUESTS_PER_MINUTE);

    @Test
    void whatWasUsedAtTheEndOfAMinuteStillCountsInTheNext() {
        use(NOON.plusSeconds(59), 10);

        window.moveTo(NOON.plusSeconds(61));

        assertThat(window.left(10)).isZero();
    }

    @Test
    void whatWasUsedIsGoneAfterAMinuteAndASecond() {
        use(NOON, 10);

        window.moveTo(NOON.plusMillis(60_999));
        long inTime = window.left(10);
        window.moveTo(NOON.plusSeconds(61));

        assertThat(inTime).isZero();
        assertThat(window.left(10)).isEqualTo(10);
    }

    @Test
    void aClockThatStepsBackFreesNothing() {
        use(NOON, 10);

        window.moveTo(NOON.minusSeconds(3_600));

        assertThat(window.left(10)).isZero();
        assertThat(window.newest()).isEqualTo(SlidingWindow.slotAt(Kind.REQUESTS_PER_MINUTE, NOON));
    }

    @Test
    void tellsWhenThereWillBeRoom() {
        use(NOON, 4);
        use(NOON.plusSeconds(20), 6);
        Instant now = NOON.plusSeconds(30);
        window.moveTo(now);

        assertThat(window.untilLeft(10, 1, now)).isEqualTo(Duration.ofSeconds(31));
        assertThat(window.untilLeft(10, 5, now)).isEqualTo(Duration.ofSeconds(51));
        assertThat(window.untilLeft(11, 1, now)).isZero();
        assertThat(window.untilEmpty(now)).isEqualTo(Duration.ofSeconds(51));
    }

    @Test
    void correctsTheSlotThatWasCountedIn() {
        use(NOON, 900);
        long slot = window.newest();
        use(NOON.plusSeconds(30), 50);

        window.count(slot, -800);

        assertThat(window.used()).isEqualTo(150);
        assertThat(window.untilLeft(150, 100, NOON.plusSeconds(30))).isEqualTo(Duration.ofSeconds(31));
    }

    @Test
    void aCorrectionOfWhatIsGoneChangesNothing() {
        use(NOON, 900);
        long slot = window.newest();
        use(NOON.plusSeconds(120), 50);

        window.count(slot, -800);

        assertThat(window.used()).isEqualTo(50);
    }

    @Test
    void comesBackFromItsTextAsItWas() {
        use(NOON, 4);
        use(NOON.plusSeconds(20), 6);

        SlidingWindow read = SlidingWindow.read(Kind.REQUESTS_PER_MINUTE, window.newest(), window.text());

        assertThat(window.text()).isEqualTo("20:4,0:6");
        assertThat(read.used()).isEqualTo(10);
        assertThat(read.untilEmpty(NOON)).isEqualTo(window.untilEmpty(NOON));
        assertThat(SlidingWindow.read(Kind.REQUESTS_PER_DAY, 7, "").used()).isZero();
    }

    private void use(Instant time, long amount) {
        window.moveTo(time);
        window.count(window.newest(), amount);
    }
}
