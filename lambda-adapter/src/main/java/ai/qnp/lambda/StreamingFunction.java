package ai.qnp.lambda;

import ai.qnp.core.openai.ApiError;
import ai.qnp.core.relay.Client.ClientGone;
import ai.qnp.ee.gateway.RequestIds;
import ai.qnp.lambda.runtime.FunctionError;
import ai.qnp.lambda.runtime.NextEvent;
import ai.qnp.lambda.runtime.ResponseStream;
import ai.qnp.lambda.runtime.RuntimeApi;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Lambda runtime of its own, which streams: {@code bootstrap} starts it. Takes one event after the other from the
 * Runtime API and answers it as it goes. When it asks for the next event, the one before is over: recorded, and no call to
 * a provider goes on.
 */
public final class StreamingFunction implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(StreamingFunction.class.getName());

    /** Later than the request's own deadline and earlier than Lambda's: the end of writing to a client that reads nothing. */
    private static final Duration LAST_WRITE = Duration.ofSeconds(1);

    private static final Duration LONGEST = Duration.ofDays(1);

    private static final FunctionError NOT_HANDED_OVER =
            new FunctionError("QNP.NotHandedOver", "The answer could not be handed over.");

    /** Where the managed Java runtime puts it too. */
    private static final String TRACE_PROPERTY = "com.amazonaws.xray.traceHeader";

    private final RuntimeApi api;
    private final Answering function;

    StreamingFunction(RuntimeApi api, Answering function) {
        this.api = api;
        this.function = function;
    }

    /** Reads its settings and the Runtime API's address from that environment. */
    static StreamingFunction in(Map<String, String> environment) {
        String address = environment.get("AWS_LAMBDA_RUNTIME_API");
        if (address == null) {
            throw new IllegalStateException("AWS_LAMBDA_RUNTIME_API is not set: this runs inside AWS Lambda");
        }
        return new StreamingFunction(new RuntimeApi(address), new GatewayFunction(environment, Integer.MAX_VALUE));
    }

    /** Serves until Lambda ends the process. Leaves with an exception, and so a status of 1, when it can't go on. */
    public static void main(String[] arguments) throws IOException {
        try (StreamingFunction streaming = StreamingFunction.in(System.getenv())) {
            streaming.run();
        }
    }

    /** Prepares and serves, for ever. */
    void run() throws IOException {
        try {
            function.prepare();
        } catch (RuntimeException | Error broken) {
            api.initFailed(FunctionError.of(broken, "QNP can't start. The log has the cause."));
            throw broken;
        }
        while (true) {
            serve(api.next());
        }
    }

    private void serve(NextEvent event) throws IOException {
        if (event.traceId() == null) {
            System.clearProperty(TRACE_PROPERTY);
        } else {
            System.setProperty(TRACE_PROPERTY, event.traceId());
        }
        String requestId = RequestIds.next();
        Duration left = left(event);
        HangUp hangUp = new HangUp();
        StreamedAnswer client = new StreamedAnswer(
                requestId, hangUp, () -> api.respond(event.requestId(), left.minus(LAST_WRITE), hangUp::happens));
        try {
            serve(event, requestId, left, client, hangUp);
            end(event, client.begun(), null);
        } catch (Error machine) {
            end(event, client.begun(), error(machine, requestId));
            throw machine;
        }
    }

    private void serve(NextEvent event, String requestId, Duration left, StreamedAnswer client, HangUp hangUp)
            throws IOException {
        try {
            function.serve(event.document(), requestId, left, client, hangUp);
        } catch (ClientGone gone) {
            LOG.log(System.Logger.Level.DEBUG, requestId + ": the client went away");
        } catch (RuntimeException bug) {
            LOG.log(System.Logger.Level.ERROR, requestId + " failed by a bug", bug);
            ResponseStream begun = client.begun();
            if (begun == null) {
                refuse(client);
            } else {
                end(event, begun, error(bug, requestId));
            }
        }
    }

    private static void refuse(StreamedAnswer client) {
        try {
            FrontDoor.refuse(ApiError.bug(), client);
        } catch (ClientGone gone) {
            LOG.log(System.Logger.Level.DEBUG, "the client went away before it was told of an error");
        }
    }

    /**
     * Ends what has begun, if it has not ended. An answer that never began could not reach Lambda, which would wait for
     * it: that is an error even if it is nobody's.
     */
    private void end(NextEvent event, @Nullable ResponseStream begun, @Nullable FunctionError error)
            throws IOException {
        if (begun == null) {
            api.failed(event.requestId(), error == null ? NOT_HANDED_OVER : error);
            return;
        }
        try (begun) {
            if (begun.isEnded()) {
                return;
            }
            if (error == null) {
                begun.finish();
            } else {
                begun.fail(error);
            }
        } catch (IOException notTaken) {
            LOG.log(System.Logger.Level.WARNING, event.requestId() + ": " + notTaken.getMessage());
        }
    }

    private static FunctionError error(Throwable failed, String requestId) {
        return FunctionError.of(failed, requestId + " failed. The log has the cause.");
    }

    private static Duration left(NextEvent event) {
        Duration left =
                event.deadline().equals(Instant.MAX) ? LONGEST : Duration.between(Instant.now(), event.deadline());
        return left.compareTo(LONGEST) > 0 ? LONGEST : left;
    }

    @Override
    public void close() {
        function.close();
    }
}
