package ai.qnp.core.relay;

import ai.qnp.core.health.Moment;
import ai.qnp.core.health.TargetKey;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.routing.Target;
import org.jspecify.annotations.Nullable;

/**
 * One attempt as its target's health sees it. To be closed when the attempt is over: an end that nobody told, a client
 * that went away for example, must not keep others waiting for what comes of a probe.
 */
final class Trial implements AutoCloseable {
    private final Upstreams upstreams;
    private final Progress progress;
    private final TargetKey key;
    private boolean probe;
    private boolean over;

    Trial(Upstreams upstreams, Progress progress, Target target, boolean probe) {
        this.upstreams = upstreams;
        this.progress = progress;
        this.key = TargetKey.of(target);
        this.probe = probe;
    }

    static Moment now(Time time) {
        return new Moment(time.nanos(), time.now());
    }

    /** The first of an answer is here: enough for those who wait for a probe, though the rest may still break off. */
    void began() {
        if (probe) {
            upstreams.health().tell(key, true, null, now(upstreams.time()));
            probe = false;
        }
    }

    /** The attempt is over. */
    void ended(@Nullable Failure failure) {
        over = true;
        Moment now = now(upstreams.time());
        if (failure != null && isOfOurOwnMaking(failure)) {
            upstreams.health().tellNothing(key, probe, now);
        } else {
            upstreams.health().tell(key, probe, failure, now);
        }
    }

    /** A limit that the client chose, or what other targets left of the request's time, is no provider's fault. */
    private boolean isOfOurOwnMaking(Failure failure) {
        boolean cutShort = failure.failureClass() == FailureClass.TIMED_OUT
                && (progress.call().firstByteLimit() != null
                        || progress.timing().isPastDeadline());
        return cutShort || Transport.BUSY_HERE.equals(failure.code());
    }

    @Override
    public void close() {
        if (!over) {
            over = true;
            upstreams.health().tellNothing(key, probe, now(upstreams.time()));
        }
    }
}
