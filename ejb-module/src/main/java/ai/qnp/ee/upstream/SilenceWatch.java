package ai.qnp.ee.upstream;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * Ends answers that stay silent for too long. One look at all of them, some times a second, stands in for a timer on each
 * read: that would wake a thread for its start and for its end. Any thread.
 */
public final class SilenceWatch {
    private final Set<Watched> underWay = ConcurrentHashMap.newKeySet();
    private final LongSupplier nanos;

    /** Takes the time from that clock, in nanoseconds. */
    public SilenceWatch(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Watches an answer until it is closed; its longest silence may be as long, and a look longer. */
    Watched watch(Duration longest, Runnable onSilence) {
        Watched watched = new Watched(longest.toNanos(), onSilence);
        underWay.add(watched);
        return watched;
    }

    /** Ends what has been silent for too long. To be called some times a second. */
    public void look() {
        long now = nanos.getAsLong();
        underWay.forEach(watched -> watched.look(now));
    }

    /** One answer, read by one thread at a time. */
    final class Watched implements AutoCloseable {
        private final long longest;
        private final Runnable onSilence;
        private final AtomicBoolean silent = new AtomicBoolean();
        private long since;
        private volatile boolean reading;

        private Watched(long longest, Runnable onSilence) {
            this.longest = longest;
            this.onSilence = onSilence;
        }

        /** Somebody waits for more of it. */
        void reads() {
            since = nanos.getAsLong();
            reading = true;
        }

        /** More came, or the end. */
        void hasRead() {
            reading = false;
        }

        /** Whether it was ended for its silence. */
        boolean isSilent() {
            return silent.get();
        }

        private void look(long now) {
            if (reading && now - since > longest && silent.compareAndSet(false, true)) {
                // dropping a connection may block, and the others are to be looked at meanwhile
                Thread.ofVirtual().name("silent answer").start(onSilence);
            }
        }

        @Override
        public void close() {
            underWay.remove(this);
        }
    }
}
