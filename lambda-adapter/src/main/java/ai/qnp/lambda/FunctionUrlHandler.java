package ai.qnp.lambda;

import ai.qnp.core.openai.ApiError;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.relay.Client.ClientGone;
import ai.qnp.ee.gateway.RequestIds;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
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

    /** SnapStart copies a process together with the state of every other generator, so copies would make the same ids. */
    private final SecureRandom chance = new SecureRandom();

    private final GatewayFunction function;

    /** Called by Lambda before the first event, while a sandbox has all of its processor: the costly part is done here. */
    public FunctionUrlHandler() {
        this(System.getenv());
        function.prepare();
    }

    /** Reads its settings from that environment at the first event. */
    FunctionUrlHandler(Map<String, String> environment) {
        this.function = new GatewayFunction(environment, CollectedAnswer.MAX_BYTES);
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, @Nullable Context context) throws IOException {
        String requestId = RequestIds.next(chance);
        CollectedAnswer client = new CollectedAnswer();
        JsonText event = JsonText.of(input.readAllBytes());
        try {
            // nobody can be heard to go away here
            function.serve(event, requestId, timeFor(context), client, new HangUp());
        } catch (ClientGone tooLong) {
            LOG.log(System.Logger.Level.DEBUG, requestId + ": the answer was too long");
        } catch (RuntimeException bug) {
            LOG.log(System.Logger.Level.ERROR, requestId + " failed by a bug", bug);
            client.whole(500, Map.of(), ApiError.bug().body());
        }
        client.answer().with("x-request-id", requestId).writeTo(output);
    }

    private static Duration timeFor(@Nullable Context context) {
        return context == null ? Duration.ofDays(1) : Duration.ofMillis(context.getRemainingTimeInMillis());
    }

    /** Lets go of everything, for tests: Lambda just ends the process. */
    @Override
    public void close() {
        function.close();
    }
}
