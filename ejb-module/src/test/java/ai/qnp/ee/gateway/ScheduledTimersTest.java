package ai.qnp.ee.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.relay.Timers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScheduledTimersTest {
    private final ScheduledTimers timers =
            ScheduledTimers.on(Thread.ofPlatform().daemon().factory());

    @AfterEach
    void stop() {
        timers.scheduler().shutdownNow();
    }

    @Test
    void anAlarmRingsOnAThreadOfItsOwn() throws Exception {
        CompletableFuture<Boolean> onVirtualThread = new CompletableFuture<>();

        timers.after(
                Duration.ofMillis(1),
                () -> onVirtualThread.complete(Thread.currentThread().isVirtual()));

        assertThat(onVirtualThread.get()).isTrue();
    }

    @Test
    void whatIsCancelledIsForgottenAtOnce() {
        Timers.Alarm alarm = timers.after(Duration.ofHours(1), () -> {});

        alarm.cancel();

        assertThat(((ScheduledThreadPoolExecutor) timers.scheduler()).getQueue())
                .isEmpty();
    }
}
