package ai.qnp.ee.operations;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts since the server's start, for JMX. */
public final class GatewayCounts {
    private final LongAdder started = new LongAdder();
    private final LongAdder ended = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final Map<String, LongAdder> attemptsByProvider = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> failuresByProvider = new ConcurrentHashMap<>();

    void requestStarted() {
        started.increment();
    }

    void requestEnded(boolean wasFailure) {
        ended.increment();
        if (wasFailure) {
            failed.increment();
        }
    }

    void attempted(String provider) {
        attemptsByProvider.computeIfAbsent(provider, id -> new LongAdder()).increment();
    }

    void attemptFailed(String provider) {
        failuresByProvider.computeIfAbsent(provider, id -> new LongAdder()).increment();
    }

    long requests() {
        return ended.sum();
    }

    long inFlight() {
        return Math.max(0, started.sum() - ended.sum());
    }

    long failedRequests() {
        return failed.sum();
    }

    Map<String, Long> attemptsByProvider() {
        return sums(attemptsByProvider);
    }

    Map<String, Long> failuresByProvider() {
        return sums(failuresByProvider);
    }

    private static Map<String, Long> sums(Map<String, LongAdder> counts) {
        Map<String, Long> sums = new TreeMap<>();
        counts.forEach((provider, count) -> sums.put(provider, count.sum()));
        return sums;
    }
}
