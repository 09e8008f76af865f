package ai.qnp.core.relay;

import ai.qnp.core.openai.JsonText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps what it was sent; goes away after so many events when told. */
public final class FakeClient implements Client {
    private final List<String> sent = new ArrayList<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private int status;
    private int leavesAfter = Integer.MAX_VALUE;
    private boolean heardToLeave;
    private Runnable beforeLastByte = () -> {};

    /** A client that is gone once it has so many events. */
    public static FakeClient leavingAfter(int events) {
        FakeClient client = new FakeClient();
        client.leavesAfter = events;
        return client;
    }

    /** A client that is heard to go after whatever was sent. */
    public static FakeClient heardToLeave() {
        FakeClient client = new FakeClient();
        client.heardToLeave = true;
        return client;
    }

    /** Runs right before the answer's end would reach the client. */
    public FakeClient beforeLastByte(Runnable check) {
        beforeLastByte = check;
        return this;
    }

    /** The body, or each event's data and {@code [DONE]}. */
    public List<String> sent() {
        return sent;
    }

    /** The status, 0 before any. */
    public int status() {
        return status;
    }

    /** The headers. */
    public Map<String, String> headers() {
        return headers;
    }

    @Override
    public void whole(int replyStatus, Map<String, String> replyHeaders, JsonText body) throws ClientGone {
        beforeLastByte.run();
        begin(replyStatus, replyHeaders);
        sent.add(body.toString());
    }

    @Override
    public void stream(Map<String, String> replyHeaders, EventSource source) throws ClientGone {
        begin(200, replyHeaders);
        source.writeTo(new Events() {
            @Override
            public void event(JsonText data) throws ClientGone {
                if (sent.size() >= leavesAfter) {
                    throw new ClientGone(new IOException("Broken pipe"));
                }
                sent.add(data.toString());
            }

            @Override
            public void keepAlive() throws ClientGone {
                if (sent.size() >= leavesAfter) {
                    throw new ClientGone(new IOException("Broken pipe"));
                }
                sent.add(": keep-alive");
            }

            @Override
            public void checkIsThere() throws ClientGone {
                if (heardToLeave) {
                    throw new ClientGone(new IOException("Connection reset"));
                }
            }

            @Override
            public void done() {
                beforeLastByte.run();
                sent.add("[DONE]");
            }
        });
    }

    private void begin(int replyStatus, Map<String, String> replyHeaders) {
        status = replyStatus;
        headers.putAll(replyHeaders);
    }
}
