package ai.qnp.lambda;

import ai.qnp.core.openai.ApiError;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.relay.Client;
import ai.qnp.core.relay.Client.ClientGone;
import ai.qnp.lambda.upstream.Deadline;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The function, whichever way its events come and its answers go. Every event is answered with HTTP: what can't be served
 * gets the error envelope. What is thrown is a bug.
 */
final class GatewayFunction implements Answering {
    private static final System.Logger LOG = System.getLogger(GatewayFunction.class.getName());

    /** What is kept of an invocation's time to settle and answer. */
    private static final Duration RESERVE = Duration.ofMillis(1500);

    private final Map<String, String> environment;
    private final int longestAnswer;
    private @Nullable Sandbox sandbox;

    /**
     * Reads its settings from that environment when it is first asked to.
     *
     * @param longestAnswer in bytes, what a whole answer may have
     */
    GatewayFunction(Map<String, String> environment, int longestAnswer) {
        this.environment = environment;
        this.longestAnswer = longestAnswer;
    }

    @Override
    public void prepare() {
        try {
            sandbox();
        } catch (NotReady notReady) {
            // logged; the first request tries again and says so to its client
        }
    }

    @Override
    public void serve(JsonText document, String requestId, Duration left, Client client, HangUp hangUp)
            throws ClientGone {
        FunctionUrlEvent event = EventReader.read(document.utf8());
        if (event == null) {
            FrontDoor.refuse(notAnEvent(), client);
            return;
        }
        Sandbox ready;
        try {
            ready = sandbox();
        } catch (NotReady notReady) {
            FrontDoor.refuse(notReady.answer(), client);
            return;
        }
        Duration usable = left.minus(RESERVE);
        Deadline deadline = Deadline.in(usable.isNegative() ? Duration.ZERO : usable, ready.time());
        ready.wake();
        try {
            ready.frontDoor(deadline, hangUp).serve(event, requestId, client);
        } finally {
            ready.rest();
        }
    }

    private synchronized Sandbox sandbox() throws NotReady {
        Sandbox ready = sandbox;
        if (ready != null) {
            return ready;
        }
        try {
            ready = Sandbox.open(environment, longestAnswer);
        } catch (NotReady notReady) {
            LOG.log(System.Logger.Level.ERROR, notReady.getMessage());
            throw notReady;
        }
        sandbox = ready;
        return ready;
    }

    private static ApiError notAnEvent() {
        return ApiError.invalid(
                "invalid_event",
                "This is no event of a function URL (payload format 2.0). Call the function by its URL.",
                null);
    }

    @Override
    public synchronized void close() {
        if (sandbox != null) {
            sandbox.close();
            sandbox = null;
        }
    }
}
