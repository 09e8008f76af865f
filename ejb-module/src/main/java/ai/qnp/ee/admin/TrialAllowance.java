package ai.qnp.ee.admin;

import ai.qnp.core.limits.Quota;
import ai.qnp.core.limits.SlidingWindow;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.time.InstantSource;

/** How often an account may have providers asked whether they take a key: on this node, whatever the way. Any thread. */
final class TrialAllowance {
    /** In any minute: enough for somebody who mistypes, too little for somebody who guesses keys. */
    static final int A_MINUTE = 10;

    private static final Quota.Kind COUNTED = Quota.Kind.REQUESTS_PER_MINUTE;
    private static final int MAX_ACCOUNTS = 10_000;

    private final InstantSource clock;
    private final Cache<String, SlidingWindow> windows;

    TrialAllowance(InstantSource clock, Ticker ticker) {
        this.clock = clock;
        this.windows = Caffeine.newBuilder()
                .expireAfterAccess(COUNTED.window().multipliedBy(2))
                .maximumSize(MAX_ACCOUNTS)
                .ticker(ticker)
                .build();
    }

    /** Counts one more trial; or, when there were enough, says for how many whole seconds there may be none. */
    synchronized Duration take(String accountId) {
        SlidingWindow window = windows.get(accountId, first -> new SlidingWindow(COUNTED));
        window.moveTo(clock.instant());
        if (window.left(A_MINUTE) > 0) {
            window.count(window.newest(), 1);
            return Duration.ZERO;
        }
        Duration wait = window.untilLeft(A_MINUTE, 1, clock.instant());
        return Duration.ofSeconds(wait.plusSeconds(1).minusNanos(1).toSeconds());
    }
}
