package ai.qnp.ee.gateway;

import ai.qnp.core.relay.Timers;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Timers of requests. Each action runs on a virtual thread of its own: one that blocks, at a client that takes nothing,
 * must not keep the scheduler's one thread from the others.
 */
public record ScheduledTimers(ScheduledExecutorService scheduler) implements Timers {
    /**
     * Timers that forget at once what is cancelled. The container's scheduler keeps it until many more are scheduled, with
     * all that the request had: 43 KiB for each stream that has ended.
     *
     * @param threads gives the scheduler's thread
     */
    public static ScheduledTimers on(ThreadFactory threads) {
        ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1, threads);
        scheduler.setRemoveOnCancelPolicy(true);
        return new ScheduledTimers(scheduler);
    }

    @Override
    public Alarm after(Duration delay, Runnable action) {
        Future<?> scheduled = scheduler.schedule(
                () -> Thread.ofVirtual().name("timer").start(action), delay.toMillis(), TimeUnit.MILLISECONDS);
        return () -> scheduled.cancel(false);
    }
}
