package ai.qnp.core.relay;

import ai.qnp.core.openai.JsonText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes down all that it gets, and goes away at a chosen moment. */
final class ObservingClient implements Client {
    /** How many heads came: more than one is two answers. */
    int heads;

    int status;
    boolean streamed;
    boolean done;
    boolean left;
    final List<String> bodies = new ArrayList<>();
    private final int leavesAt;
    private final @Nullable RuntimeException bug;

    /**
     * A client.
     *
     * @param leavesAt what it is asked to take, in a row, that it does not take any more; beyond all for never
     */
    ObservingClient(int leavesAt) {
        this(leavesAt, null);
    }

    private ObservingClient(int leavesAt, @Nullable RuntimeException bug) {
        this.leavesAt = leavesAt;
        this.bug = bug;
    }

    /** One whose end of the connection breaks instead, by a bug of the host. */
    static ObservingClient breakingAt(int count, RuntimeException bug) {
        return new ObservingClient(count, bug);
    }

    @Override
    public void whole(int replyStatus, Map<String, String> headers, JsonText body) throws ClientGone {
        head(replyStatus);
        bodies.add(body.toString());
    }

    @Override
    public void stream(Map<String, String> headers, EventSource source) throws ClientGone {
        head(200);
        streamed = true;
        source.writeTo(new Events() {
            @Override
            public void event(JsonText data) throws ClientGone {
                takes();
                bodies.add(data.toString());
            }

            @Override
            public void keepAlive() throws ClientGone {
                takes();
            }

            @Override
            public void done() throws ClientGone {
                takes();
                if (done) {
                    throw new AssertionError("ended twice");
                }
                done = true;
            }
        });
    }

    private void head(int replyStatus) throws ClientGone {
        heads++;
        status = replyStatus;
        takes();
    }

    private void takes() throws ClientGone {
        if (done) {
            throw new AssertionError("something came after the end");
        }
        if (left || bodies.size() + (streamed ? 1 : 0) >= leavesAt) {
            if (bug != null) {
                throw bug;
            }
            left = true;
            throw new ClientGone(new IOException("Broken pipe"));
        }
    }

    /** The error that came as the answer, or as the last event. */
    boolean gotError() {
        return !bodies.isEmpty() && bodies.getLast().startsWith("{\"error\"");
    }
}
