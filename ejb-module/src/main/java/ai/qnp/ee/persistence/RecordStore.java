package ai.qnp.ee.persistence;

import ai.qnp.core.relay.Outcome;
import ai.qnp.core.relay.RequestIntent;
import java.util.List;

/** Makes requests' beginnings and ends durable, many at a time. Called by one thread, unless it says that any may. */
public interface RecordStore {
    /**
     * Returns once all of it is durable; throws when nothing of it is.
     *
     * @param begun requests that were begun and have not ended
     * @param ended requests that ended
     */
    void store(List<RequestIntent> begun, List<Ended> ended);

    /** Returns once readers of the database find what was stored before, or when that can't be brought about now. */
    default void catchUp() {}

    /** Stores nothing more, and brings everything into the database if that is possible. */
    default void close() {}

    /**
     * A request that ended.
     *
     * @param noted whether its beginning may have been stored before
     */
    record Ended(Outcome outcome, boolean noted) {
        String requestId() {
            return outcome.record().id();
        }
    }
}
