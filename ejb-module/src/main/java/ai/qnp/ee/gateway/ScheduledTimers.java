package ai.qnp.ee.gateway;

import ai.qnp.core.relay.Timers;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Timers on a scheduler. Each action runs on a virtual thread of its own: one that blocks, at a client that takes nothing,
 * must not keep the scheduler's few threads from the others.
 */
public record ScheduledTimers(ScheduledExecutorService scheduler) implements Timers {
    @Override
    public Alarm after(Duration delay, Runnable action) {
        Future<?> scheduled = scheduler.schedule(
                () -> Thread.ofVirtual().name("timer").start(action), delay.toMillis(), TimeUnit.MILLISECONDS);
        return () -> scheduled.cancel(false);
    }
}
