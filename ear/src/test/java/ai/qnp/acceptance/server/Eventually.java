package ai.qnp.acceptance.server;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for what has no other way to announce itself, as long as a user would. */
public final class Eventually {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(25);

    private Eventually() {}

    /** Asks until the answer is the one hoped for. */
    public static <T> T get(String hope, Supplier<T> ask, Predicate<T> hoped) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        T last = ask.get();
        while (!hoped.test(last)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("In vain: " + hope + ". The last look gave: " + last);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            last = ask.get();
        }
        return last;
    }
}
