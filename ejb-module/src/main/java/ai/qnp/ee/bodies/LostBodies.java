package ai.qnp.ee.bodies;

import java.time.Duration;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Counts the bodies that could not be kept, and says so in the log, once a minute at most. Safe from any thread. */
public final class LostBodies {
    private static final System.Logger LOG = System.getLogger(LostBodies.class.getName());
    private static final long BETWEEN_LINES = Duration.ofMinutes(1).toNanos();

    private final LongConsumer counter;
    private final LongSupplier nanos;
    private long sinceLastLine;
    private @Nullable Long lastLineAt;

    /**
     * Begins with none.
     *
     * @param counter takes how many more were lost
     * @param nanos {@link System#nanoTime}, in tests one that is told the time
     */
    public LostBodies(LongConsumer counter, LongSupplier nanos) {
        this.counter = counter;
        this.nanos = nanos;
    }

    /** There was no room for one. */
    void noRoom() {
        lost(1, "they come faster than the database takes them", null);
    }

    /** The database did not take some. */
    void notStored(int count, Throwable failure) {
        lost(count, "the database did not take them", failure);
    }

    private synchronized void lost(int count, String why, @Nullable Throwable failure) {
        counter.accept(count);
        sinceLastLine += count;
        long now = nanos.getAsLong();
        if (lastLineAt == null || now - lastLineAt >= BETWEEN_LINES) {
            LOG.log(System.Logger.Level.WARNING, sinceLastLine + " request bodies could not be kept: " + why, failure);
            lastLineAt = now;
            sinceLastLine = 0;
        }
    }
}
