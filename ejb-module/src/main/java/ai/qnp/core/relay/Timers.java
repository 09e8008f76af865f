package ai.qnp.core.relay;

import java.time.Duration;

/** Runs something later. */
@FunctionalInterface
public interface Timers {
    /** Runs an action once, after the delay, on a thread that it may block. */
    Alarm after(Duration delay, Runnable action);

    /** Something that will run. */
    @FunctionalInterface
    interface Alarm {
        /** Lets it be. It may be running already. */
        void cancel();
    }
}
