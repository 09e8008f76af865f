package ai.qnp.core.relay;

import ai.qnp.core.metering.UsageRecord;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.routing.Target;
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
    private final List<String> told = new ArrayList<>();
    private String leavesWhenTold = "";
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

    /** A client that is gone when it would be told that. */
    public static FakeClient leavingWhenTold(String news) {
        FakeClient client = new FakeClient();
        client.leavesWhenTold = news;
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

    /** What it was told of the request on its way. */
    public List<String> told() {
        return told;
    }

    @Override
    public void asking(Target target) throws ClientGone {
        tell("asking " + target.provider().profile().id());
    }

    @Override
    public void attempted(Attempted attempt) throws ClientGone {
        tell(attempt.provider() + (attempt.failure() == null ? " answers" : " failed"));
    }

    @Override
    public void settled(UsageRecord record) throws ClientGone {
        tell("settled " + record.status());
    }

    private void tell(String news) throws ClientGone {
        if (news.equals(leavesWhenTold)) {
            throw new ClientGone(new IOException("Broken pipe"));
        }
        told.add(news);
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
