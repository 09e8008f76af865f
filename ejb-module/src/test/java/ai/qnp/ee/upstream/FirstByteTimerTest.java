package ai.qnp.ee.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each of these would hang if the timer waited for an interrupt that has been taken. */
@Timeout(30)
class FirstByteTimerTest {
    private static final Duration AT_ONCE = Duration.ofMillis(1);

    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final FirstByteTimer timer = new FirstByteTimer(scheduler);

    @AfterEach
    void stop() {
        scheduler.shutdownNow();
    }

    @Test
    void endsWorkThatTakesItsInterruptItself() {
        assertThatThrownBy(() -> timer.within(AT_ONCE, FirstByteTimerTest::waitAndTakeTheInterrupt))
                .isInstanceOf(FirstByteTimer.LimitReached.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void leavesNoInterruptBehindForTheNextAttempt() {
        assertThatThrownBy(() -> timer.within(AT_ONCE, FirstByteTimerTest::waitAndLeaveTheInterrupt))
                .isInstanceOf(FirstByteTimer.LimitReached.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void passesOnWhatWentWrongWithinTheLimit() {
        ProcessingException refused = new ProcessingException("refused");

        assertThatThrownBy(() -> timer.within(Duration.ofDays(1), () -> {
                    throw refused;
                }))
                .isSameAs(refused);
    }

    private static Response waitAndTakeTheInterrupt() {
        try {
            new CountDownLatch(1).await();
            throw new AssertionError("nobody opens this latch");
        } catch (InterruptedException taken) {
            throw new ProcessingException("interrupted", taken);
        }
    }

    private static Response waitAndLeaveTheInterrupt() {
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.park();
        }
        throw new ProcessingException("closed by interrupt");
    }
}
