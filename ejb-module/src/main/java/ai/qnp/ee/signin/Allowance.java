package ai.qnp.ee.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** How often somebody may do something within a time, on this node. Counts at most so many of them. */
final class Allowance {
    private static final int MAX_COUNTED = 100_000;

    private final int times;
    private final Cache<String, AtomicInteger> taken;

    Allowance(int times, Duration within, Ticker ticker) {
        this.times = times;
        this.taken = Caffeine.newBuilder()
                .expireAfterWrite(within)
                .maximumSize(MAX_COUNTED)
                .ticker(ticker)
                .build();
    }

    /** Whether they may do it once more; counts it. */
    boolean take(String who) {
        return taken.get(who, first -> new AtomicInteger()).incrementAndGet() <= times;
    }
}
