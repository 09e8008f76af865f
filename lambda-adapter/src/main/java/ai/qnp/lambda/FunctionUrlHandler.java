package ai.qnp.lambda;

import ai.qnp.core.openai.ApiError;
import ai.qnp.ee.gateway.RequestIds;
import ai.qnp.lambda.upstream.Deadline;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What AWS Lambda calls: {@code ai.qnp.lambda.FunctionUrlHandler}. Answers events of a function URL (payload format 2.0).
 * Whatever happens, the answer is a document that the function URL understands, with the error envelope in it.
 *
 * <p>When {@link #handleRequest} returns, the request is over: its usage record is durable and no upstream call goes on.
 * So it does not matter that Lambda freezes the process then.
 */
public final class FunctionUrlHandler implements RequestStreamHandler, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(FunctionUrlHandler.class.getName());

    /** What is kept of an invocation's time to settle and answer. */
    private static final Duration RESERVE = Duration.ofMillis(1500);

    private final Map<String, String> environment;
    private @Nullable Sandbox sandbox;

    /** Called by Lambda before the first event, while a sandbox has all of its processor: the costly part is done here. */
    public FunctionUrlHandler() {
        this(System.getenv());
        try {
            sandbox();
        } catch (NotReady notReady) {
            // logged; the first request tries again and says so to its client
        }
    }

    /** Reads its settings from that environment at the first event. */
    FunctionUrlHandler(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, @Nullable Context context) throws IOException {
        String requestId = RequestIds.next();
        FunctionUrlEvent event = EventReader.read(input.readAllBytes());
        FunctionUrlAnswer answer = event == null ? notAnEvent() : answer(event, requestId, context);
        answer.with("x-request-id", requestId).writeTo(output);
    }

    private FunctionUrlAnswer answer(FunctionUrlEvent event, String requestId, @Nullable Context context) {
        try {
            Sandbox ready = sandbox();
            Deadline deadline = Deadline.in(timeFor(context), ready.time());
            return ready.frontDoor(deadline).answer(event, requestId);
        } catch (NotReady notReady) {
            return FunctionUrlAnswer.error(notReady.answer(), Map.of());
        } catch (RuntimeException bug) {
            LOG.log(System.Logger.Level.ERROR, requestId + " failed by a bug", bug);
            return FunctionUrlAnswer.error(ApiError.bug(), Map.of());
        }
    }

    private synchronized Sandbox sandbox() throws NotReady {
        Sandbox ready = sandbox;
        if (ready != null) {
            return ready;
        }
        try {
            ready = Sandbox.open(environment);
        } catch (NotReady notReady) {
            LOG.log(System.Logger.Level.ERROR, notReady.getMessage());
            throw notReady;
        }
        sandbox = ready;
        return ready;
    }

    private static Duration timeFor(@Nullable Context context) {
        if (context == null) {
            return Duration.ofDays(1);
        }
        Duration left = Duration.ofMillis(context.getRemainingTimeInMillis()).minus(RESERVE);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static FunctionUrlAnswer notAnEvent() {
        return FunctionUrlAnswer.error(
                ApiError.invalid(
                        "invalid_event",
                        "This is no event of a function URL (payload format 2.0). Call the function by its URL.",
                        null),
                Map.of());
    }

    /** Lets go of everything, for tests: Lambda just ends the process. */
    @Override
    public synchronized void close() {
        if (sandbox != null) {
            sandbox.close();
            sandbox = null;
        }
    }
}
