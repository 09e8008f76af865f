package ai.qnp.ee.upstream;

import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A limit that a client asked for by header, which an annotation can't know. Interrupts the calling thread when it runs
 * out, as Fault Tolerance does; a socket read on a virtual thread ends by that.
 */
public final class FirstByteTimer {
    private final ScheduledExecutorService scheduler;

    /** Runs its timers on that scheduler. */
    public FirstByteTimer(ScheduledExecutorService scheduler) {
        this.scheduler = scheduler;
    }

    private enum State {
        RUNNING,
        DONE,
        LATE,
        INTERRUPTED
    }

    Response within(Duration limit, Callable<Response> work) throws Exception {
        AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
        Thread caller = Thread.currentThread();
        ScheduledFuture<?> alarm = scheduler.schedule(
                () -> {
                    if (state.compareAndSet(State.RUNNING, State.LATE)) {
                        caller.interrupt();
                        state.set(State.INTERRUPTED);
                    }
                },
                limit.toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            Response result = work.call();
            if (state.compareAndSet(State.RUNNING, State.DONE)) {
                return result;
            }
            ResponseExchange.drop(result);
        } catch (Exception failed) {
            if (state.compareAndSet(State.RUNNING, State.DONE)) {
                throw failed;
            }
        } finally {
            alarm.cancel(false);
        }
        takeInterrupt(state);
        throw new LimitReached();
    }

    /**
     * The alarm has won the race: its interrupt has come or is about to, and would hit the next attempt if it were left. The
     * work may have taken it already, so it is the alarm's word that is awaited and not the interrupt.
     */
    private static void takeInterrupt(AtomicReference<State> state) {
        while (state.get() != State.INTERRUPTED) {
            Thread.onSpinWait();
        }
        Thread.interrupted();
    }

    static final class LimitReached extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
