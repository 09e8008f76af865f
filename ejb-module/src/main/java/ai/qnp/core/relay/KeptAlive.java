package ai.qnp.core.relay;

import ai.qnp.core.openai.JsonText;
import ai.qnp.core.relay.Client.ClientGone;
import ai.qnp.core.relay.Client.Events;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A stream whose silences are filled with comments, so that no proxy in between takes it for dead. It also notices a
 * client that left while the upstream was silent, and ends the upstream's work then.
 *
 * <p>Events come from the request's own thread, comments from a timer's; whoever writes holds the lock.
 */
final class KeptAlive implements Events, AutoCloseable {
    private final Events events;
    private final Duration interval;
    private final Timers timers;
    private final Time time;
    private final Runnable onGone;
    private final ReentrantLock writing = new ReentrantLock();
    private long lastWritten;
    private boolean closed;
    private @Nullable ClientGone gone;
    private Timers.@Nullable Alarm alarm;

    /**
     * Begins to watch.
     *
     * @param interval the longest silence
     * @param onGone called once, from the timer's thread, when a comment finds the client gone
     */
    KeptAlive(Events events, Duration interval, Timers timers, Time time, Runnable onGone) {
        this.events = events;
        this.interval = interval;
        this.timers = timers;
        this.time = time;
        this.onGone = onGone;
        this.lastWritten = time.nanos();
    }

    KeptAlive begin() {
        watch(interval);
        return this;
    }

    @Override
    public void event(JsonText data) throws ClientGone {
        write(() -> events.event(data));
    }

    @Override
    public void done() throws ClientGone {
        write(events::done);
    }

    @Override
    public void keepAlive() throws ClientGone {
        write(events::keepAlive);
    }

    private interface Writing {
        void write() throws ClientGone;
    }

    private void write(Writing one) throws ClientGone {
        writing.lock();
        try {
            throwIfGone();
            one.write();
            lastWritten = time.nanos();
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void checkIsThere() throws ClientGone {
        writing.lock();
        try {
            throwIfGone();
            events.checkIsThere();
        } finally {
            writing.unlock();
        }
    }

    private void throwIfGone() throws ClientGone {
        if (gone != null) {
            throw gone;
        }
    }

    private void watch(Duration delay) {
        alarm = timers.after(delay, this::look);
    }

    /** Somebody who is writing right now needs no comment. */
    private void look() {
        if (!writing.tryLock()) {
            watch(interval);
            return;
        }
        try {
            if (closed) {
                return;
            }
            Duration left = interval.minusNanos(time.nanos() - lastWritten);
            if (left.isPositive()) {
                watch(left);
            } else {
                comment();
            }
        } finally {
            writing.unlock();
        }
    }

    private void comment() {
        try {
            events.keepAlive();
            lastWritten = time.nanos();
            watch(interval);
        } catch (ClientGone left) {
            gone = left;
            onGone.run();
        }
    }

    /** Stops watching; a comment that is under way is finished first. */
    @Override
    public void close() {
        writing.lock();
        try {
            closed = true;
            if (alarm != null) {
                alarm.cancel();
            }
        } finally {
            writing.unlock();
        }
    }
}
