package ai.qnp.lambda;

import ai.qnp.core.openai.JsonText;
import ai.qnp.core.relay.Client;
import ai.qnp.core.sse.SseWriter;
import ai.qnp.lambda.runtime.ResponseStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The client's end of a request in a place that streams: each event leaves when it is there. */
final class StreamedAnswer implements Client {
    private final String requestId;
    private final HangUp hangUp;
    private final Line line;
    private @Nullable ResponseStream begun;

    /** Where the answer goes. */
    @FunctionalInterface
    interface Line {
        /** Begins it. */
        ResponseStream open() throws IOException;
    }

    StreamedAnswer(String requestId, HangUp hangUp, Line line) {
        this.requestId = requestId;
        this.hangUp = hangUp;
        this.line = line;
    }

    /** What has begun to go out; null when nothing has. */
    @Nullable ResponseStream begun() {
        return begun;
    }

    @Override
    public void whole(int status, Map<String, String> headers, JsonText body) throws ClientGone {
        byte[] bytes = body.utf8();
        Map<String, String> typed = new TreeMap<>(headers);
        if (bytes.length > 0) {
            typed.put("content-type", "application/json");
        }
        try {
            ResponseStream out = begin(status, typed);
            out.write(bytes);
            out.flush();
        } catch (IOException broken) {
            throw new ClientGone(broken);
        }
    }

    @Override
    public void stream(Map<String, String> headers, EventSource source) throws ClientGone {
        Map<String, String> typed = new TreeMap<>(headers);
        typed.put("content-type", "text/event-stream; charset=utf-8");
        typed.put("cache-control", "no-cache");
        typed.put("x-accel-buffering", "no");
        try {
            source.writeTo(new Body(begin(200, typed), hangUp));
        } catch (IOException broken) {
            throw new ClientGone(broken);
        }
    }

    private ResponseStream begin(int status, Map<String, String> headers) throws IOException {
        headers.put("x-request-id", requestId);
        ResponseStream opened = line.open();
        begun = opened;
        opened.write(Prelude.of(status, headers));
        return opened;
    }

    private record Body(ResponseStream out, HangUp hangUp) implements Events {
        @Override
        public void event(JsonText data) throws ClientGone {
            send(SseWriter.data(data));
        }

        @Override
        public void keepAlive() throws ClientGone {
            send(SseWriter.keepAlive());
        }

        @Override
        public void done() throws ClientGone {
            send(SseWriter.done());
        }

        @Override
        public void checkIsThere() throws ClientGone {
            if (hangUp.hasHappened()) {
                throw new ClientGone(new IOException("Lambda takes no more of the answer"));
            }
        }

        private void send(byte[] event) throws ClientGone {
            try {
                out.write(event);
                out.flush();
            } catch (IOException broken) {
                throw new ClientGone(broken);
            }
        }
    }
}
