package ai.qnp.core.relay;

import ai.qnp.core.openai.JsonText;
import java.util.Map;

/**
 * The client's end of a request: either one whole reply, or a head, events and the end. Every call blocks until the
 * bytes are handed to the connection, so a slow client slows the upstream.
 */
public interface Client {
    /** Sends status, headers and the whole body. */
    void whole(int status, Map<String, String> headers, JsonText body) throws ClientGone;

    /** Sends status 200 and headers, and begins an event stream. */
    void open(Map<String, String> headers) throws ClientGone;

    /** Sends one event's data. */
    void event(JsonText data) throws ClientGone;

    /** Ends the stream: with {@code [DONE]} when it is complete, without when it is not. */
    void end(boolean complete) throws ClientGone;

    /** The client is not there any more: its own kind of ending, no failure of anybody's. */
    final class ClientGone extends Exception {
        private static final long serialVersionUID = 1L;

        /** Keeps what the connection said. */
        public ClientGone(Throwable cause) {
            super(cause);
        }
    }
}
