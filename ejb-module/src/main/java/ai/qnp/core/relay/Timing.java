package ai.qnp.core.relay;

import ai.qnp.core.provider.Failure;
import ai.qnp.core.routing.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** When what happened to a running request, counted from its arrival. For its one thread. */
final class Timing {
    private final long arrivedNanos;
    private final Instant arrivedAt;
    private final Time time;
    private final Duration deadline;
    private @Nullable Long firstTokenNanos;
    private long upstreamNanos;
    private long attemptNanos;
    private @Nullable Long headNanos;

    /**
     * How long the request took so far.
     *
     * @param firstTokenMillis until the answer began to go out; null when it has not
     * @param overheadMillis without the waits for providers
     */
    record SoFar(@Nullable Long firstTokenMillis, long totalMillis, long overheadMillis) {}

    Timing(long arrivedNanos, Time time, Duration deadline) {
        this.arrivedNanos = arrivedNanos;
        this.time = time;
        this.deadline = deadline;
        this.arrivedAt = time.now().minusNanos(time.nanos() - arrivedNanos);
    }

    Instant arrivedAt() {
        return arrivedAt;
    }

    boolean isPastDeadline() {
        return time.nanos() - arrivedNanos > deadline.toNanos();
    }

    void attemptBegins() {
        attemptNanos = time.nanos();
        headNanos = null;
    }

    /** The head of an answer came, or of an error. */
    void headCame() {
        headNanos = time.nanos();
    }

    /** The attempt that began last, over by now. */
    Attempted attempt(Target target, @Nullable Failure failure) {
        return new Attempted(
                target.provider().profile().id(),
                target.model(),
                target.credential().id(),
                failure,
                Duration.ofNanos(time.nanos() - attemptNanos),
                Duration.ofNanos(attemptNanos - arrivedNanos),
                headNanos == null ? null : Duration.ofNanos(headNanos - attemptNanos));
    }

    void waitedForUpstream(long sinceNanos) {
        upstreamNanos += time.nanos() - sinceNanos;
    }

    void firstTokenSent() {
        if (firstTokenNanos == null) {
            firstTokenNanos = time.nanos() - arrivedNanos;
        }
    }

    /** Whether any of the answer went out. */
    boolean hasBegunToAnswer() {
        return firstTokenNanos != null;
    }

    SoFar soFar() {
        long total = time.nanos() - arrivedNanos;
        return new SoFar(
                firstTokenNanos == null ? null : TimeUnit.NANOSECONDS.toMillis(firstTokenNanos),
                TimeUnit.NANOSECONDS.toMillis(total),
                TimeUnit.NANOSECONDS.toMillis(Math.max(0, total - upstreamNanos)));
    }
}
