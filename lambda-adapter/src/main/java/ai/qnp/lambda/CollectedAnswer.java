package ai.qnp.lambda;

import ai.qnp.core.openai.ApiError;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.relay.Client;
import ai.qnp.core.sse.SseWriter;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The client's end of a request in a place that can only answer whole: a stream is collected into one body. What is too
 * long for Lambda to carry ends early with an error event, like any stream that breaks off.
 */
final class CollectedAnswer implements Client {
    /** In base64 this is 5.6 of the 6 MB that Lambda lets an answer have. */
    static final int MAX_BYTES = 4 << 20;

    private static final ApiError TOO_LONG = ApiError.upstream("The answer is longer than " + MAX_BYTES
            + " bytes, which is more than this gateway on AWS Lambda can hand over. Ask for less, by max_tokens for"
            + " example.");

    private @Nullable FunctionUrlAnswer answer;

    /** What the relay said. */
    FunctionUrlAnswer answer() {
        return Objects.requireNonNull(answer, "the relay always says something");
    }

    @Override
    public void whole(int status, Map<String, String> headers, JsonText body) {
        answer = FunctionUrlAnswer.json(status, headers, body);
    }

    @Override
    public void stream(Map<String, String> headers, EventSource source) throws ClientGone {
        Map<String, String> typed = new TreeMap<>(headers);
        typed.put("content-type", "text/event-stream; charset=utf-8");
        typed.put("cache-control", "no-cache");
        Body body = new Body();
        try {
            source.writeTo(body);
        } finally {
            answer = new FunctionUrlAnswer(200, typed, body.bytes.toByteArray());
        }
    }

    private static final class Body implements Events {
        private static final byte[] LAST_WORDS = SseWriter.data(TOO_LONG.body());

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public void event(JsonText data) throws ClientGone {
            add(SseWriter.data(data));
        }

        /** A body that goes out whole has no silences. */
        @Override
        public void keepAlive() {}

        @Override
        public void done() throws ClientGone {
            add(SseWriter.done());
        }

        /** To the relay a client that takes no more has gone: it stops the upstream and settles what came. */
        private void add(byte[] event) throws ClientGone {
            if (bytes.size() + event.length > MAX_BYTES - LAST_WORDS.length) {
                bytes.writeBytes(LAST_WORDS);
                throw new ClientGone(new IllegalStateException("longer than Lambda can hand over"));
            }
            bytes.writeBytes(event);
        }
    }
}
