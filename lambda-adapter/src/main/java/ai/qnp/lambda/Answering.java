package ai.qnp.lambda;

import ai.qnp.core.openai.JsonText;
import ai.qnp.core.relay.Client;
import ai.qnp.core.relay.Client.ClientGone;
import java.time.Duration;

/** Answers events, whichever way they come and their answers go. Throws only what is a bug. */
interface Answering extends AutoCloseable {
    /** Does before the first event what can be done. */
    void prepare();

    /**
     * Serves one event to its end.
     *
     * @param left until Lambda ends the process
     * @param hangUp when the client is heard to go
     */
    void serve(JsonText document, String requestId, Duration left, Client client, HangUp hangUp) throws ClientGone;

    /** Lets go of everything, for tests: Lambda just ends the process. */
    @Override
    void close();
}
