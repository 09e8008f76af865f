package ai.qnp.ee.persistence;

import ai.qnp.core.access.Grant;
import java.time.Duration;

/** A grant as it was read, and until when nothing is known to have changed. Any thread. */
final class RememberedGrant {
    private final Grant grant;
    private final long version;
    private volatile long confirmedAt;

    /**
     * Just read.
     *
     * @param version of all grants, seen before this one was read
     * @param readAt when reading began, in nanoseconds
     */
    RememberedGrant(Grant grant, long version, long readAt) {
        this.grant = grant;
        this.version = version;
        this.confirmedAt = readAt;
    }

    Grant grant() {
        return grant;
    }

    long version() {
        return version;
    }

    /** Notes that the version was still the same then. Of two at once the earlier may win, which is only too careful. */
    void confirm(long at) {
        if (at > confirmedAt) {
            confirmedAt = at;
        }
    }

    boolean isConfirmedWithin(Duration span, long now) {
        return now - confirmedAt < span.toNanos();
    }
}
