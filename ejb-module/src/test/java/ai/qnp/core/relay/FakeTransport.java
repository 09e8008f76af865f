package ai.qnp.core.relay;

import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.Headers;
import ai.qnp.core.provider.UpstreamRequest;
import ai.qnp.core.routing.Target;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plays one scripted answer for each attempt, in order, and remembers what it was asked and told. */
public final class FakeTransport implements Transport {
    private final Deque<Opened> script = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private final List<String> bodies = new ArrayList<>();
    private Runnable whenAsked = () -> {};
    private int aborted;
    private int finished;

    /** The next attempt is answered with this status and body. */
    public FakeTransport answer(int status, String body) {
        return answer(status, Map.of(), new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    /** The next attempt is answered with this status, headers and body. */
    public FakeTransport answer(int status, Map<String, String> headers, String body) {
        return answer(status, headers, new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    /** The next attempt's answer breaks off after this much. */
    public FakeTransport breakOffAfter(String body) {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("Connection reset");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                throw new IOException("Connection reset");
            }
        };
        InputStream start = new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
        return answer(200, Map.of(), new SequenceInputStream(start, broken));
    }

    /** Runs each time that a provider is asked. */
    public FakeTransport whenAsked(Runnable check) {
        whenAsked = check;
        return this;
    }

    /** The next attempt reaches nobody. */
    public FakeTransport refuse() {
        script.add(new Opened.NoAnswer(Failure.of(FailureClass.UNREACHABLE, "the provider refused the connection")));
        return this;
    }

    /** The next attempt waits in vain. */
    public FakeTransport late() {
        script.add(new Opened.NoAnswer(Failure.of(FailureClass.TIMED_OUT, "no answer within the first-byte limit")));
        return this;
    }

    private FakeTransport answer(int status, Map<String, String> headers, InputStream body) {
        script.add(new Opened.Answering(new Scripted(status, new Headers(headers), body)));
        return this;
    }

    /** {@code provider/model} of each attempt. */
    public List<String> asked() {
        return asked;
    }

    /** The body of each attempt. */
    public List<String> bodies() {
        return bodies;
    }

    /** How many exchanges were aborted. */
    public int aborted() {
        return aborted;
    }

    /** How many exchanges were read to their end. */
    public int finished() {
        return finished;
    }

    @Override
    public Opened open(Target target, UpstreamRequest request, @Nullable Duration firstByteLimit) {
        asked.add(target.provider().profile().id() + "/" + target.model());
        whenAsked.run();
        bodies.add(request.body().toString());
        return script.removeFirst();
    }

    private final class Scripted implements Exchange {
        private final int status;
        private final Headers headers;
        private final InputStream body;

        private Scripted(int status, Headers headers, InputStream body) {
            this.status = status;
            this.headers = headers;
            this.body = body;
        }

        @Override
        public int status() {
            return status;
        }

        @Override
        public Headers headers() {
            return headers;
        }

        @Override
        public InputStream body() {
            return body;
        }

        @Override
        public void abort() {
            aborted++;
        }

        @Override
        public void finish() {
            finished++;
        }
    }
}
