package ai.qnp.core.relay;

import ai.qnp.core.metering.UsageRecord;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.routing.Target;
import java.util.Map;

/**
 * The client's end of a request: it gets either one whole reply or one event stream. Every call blocks until the bytes
 * are handed to the connection, so a slow client slows the upstream.
 */
public interface Client {
    /** Sends status, headers and the whole body. */
    void whole(int status, Map<String, String> headers, JsonText body) throws ClientGone;

    /** Sends status 200 and headers, then what the events' source writes, and ends when it returns. */
    void stream(Map<String, String> headers, EventSource source) throws ClientGone;

    /** A target is asked now, and nothing can be sent before it answers. For a place that shows a request on its way. */
    default void asking(Target target) throws ClientGone {}

    /** The attempt that {@link #asking} began is over: it failed, or its answer has begun. */
    default void attempted(Attempted attempt) throws ClientGone {}

    /** What the request came to, told before the last byte. */
    default void settled(UsageRecord record) throws ClientGone {}

    /** Writes a stream's events, in the calling thread. */
    @FunctionalInterface
    interface EventSource {
        /** Writes all of them. */
        void writeTo(Events events) throws ClientGone;
    }

    /** A stream under way. */
    interface Events {
        /** Sends one event's data at once. */
        void event(JsonText data) throws ClientGone;

        /** Sends a comment, which clients skip. */
        void keepAlive() throws ClientGone;

        /** Sends {@code [DONE]}: the answer is complete. */
        void done() throws ClientGone;

        /**
         * Fails if the client is known to have gone while nothing was sent. A place that hears of it ends the upstream's
         * answer itself, which must not be taken for the upstream's failure.
         */
        default void checkIsThere() throws ClientGone {}
    }

    /** The client is not there any more: its own kind of ending, no failure of anybody's. */
    final class ClientGone extends Exception {
        private static final long serialVersionUID = 1L;

        /** Keeps what the connection said. */
        public ClientGone(Throwable cause) {
            super(cause);
        }
    }
}
