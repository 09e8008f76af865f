package ai.qnp.web.api;

import ai.qnp.core.openai.JsonText;
import ai.qnp.core.relay.Client;
import ai.qnp.core.sse.SseWriter;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The client at the other end of an asynchronous JAX-RS response. {@code resume} with a {@code StreamingOutput} writes in
 * the calling thread and returns when all is written; a {@code byte[]} would be handed to another executor first.
 */
final class HttpClientSide implements Client {
    private final AsyncResponse response;
    private boolean begun;
    private @Nullable ClientGone gone;
    private @Nullable RuntimeException bug;

    HttpClientSide(AsyncResponse response) {
        this.response = response;
    }

    /** Whether anything was sent, so that nothing else can be. */
    boolean hasBegun() {
        return begun;
    }

    @Override
    public void whole(int status, Map<String, String> headers, JsonText body) throws ClientGone {
        byte[] bytes = body.utf8();
        Response.ResponseBuilder builder =
                Response.status(status).type(MediaType.APPLICATION_JSON).header("Content-Length", bytes.length);
        send(builder, headers, output -> write(output, bytes));
    }

    @Override
    public void stream(Map<String, String> headers, EventSource source) throws ClientGone {
        Response.ResponseBuilder builder = Response.ok()
                .type("text/event-stream; charset=utf-8")
                .header("Cache-Control", "no-cache")
                .header("X-Accel-Buffering", "no");
        send(builder, headers, output -> source.writeTo(new OutputEvents(output)));
    }

    private interface Content {
        void writeTo(OutputStream output) throws ClientGone;
    }

    private void send(Response.ResponseBuilder builder, Map<String, String> headers, Content content)
            throws ClientGone {
        headers.forEach(builder::header);
        begun = true;
        StreamingOutput entity = output -> {
            try {
                content.writeTo(output);
            } catch (ClientGone broken) {
                gone = broken;
                throw new IOException(broken);
            } catch (RuntimeException ours) {
                // the server would keep it to itself, and the relay take the stream for a complete one
                bug = ours;
                throw ours;
            }
        };
        response.resume(builder.entity(entity).build());
        if (bug != null) {
            throw bug;
        }
        if (gone != null) {
            throw gone;
        }
    }

    private static void write(OutputStream output, byte[] bytes) throws ClientGone {
        try {
            output.write(bytes);
        } catch (IOException broken) {
            throw new ClientGone(broken);
        }
    }

    /** Each event leaves when it is there. */
    private record OutputEvents(OutputStream output) implements Events {
        @Override
        public void event(JsonText data) throws ClientGone {
            flushed(SseWriter.data(data));
        }

        @Override
        public void keepAlive() throws ClientGone {
            flushed(SseWriter.keepAlive());
        }

        @Override
        public void done() throws ClientGone {
            flushed(SseWriter.done());
        }

        private void flushed(byte[] bytes) throws ClientGone {
            write(output, bytes);
            try {
                output.flush();
            } catch (IOException broken) {
                throw new ClientGone(broken);
            }
        }
    }
}
