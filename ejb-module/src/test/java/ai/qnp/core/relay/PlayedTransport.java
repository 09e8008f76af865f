package ai.qnp.core.relay;

import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.Headers;
import ai.qnp.core.provider.UpstreamRequest;
import ai.qnp.core.routing.Target;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Each target plays its part. Every piece takes a second to come, so that what has no end runs into the deadline. */
final class PlayedTransport implements Transport {
    private static final Duration PACE = Duration.ofSeconds(1);
    private static final Duration TOO_LONG = RelaySettings.DEFAULTS.deadline().plusMinutes(2);

    final List<String> asked = new ArrayList<>();
    final List<Played> exchanges = new ArrayList<>();
    private final Map<String, UpstreamPlay> plays;
    private final FakeTime time;
    private final int largestRead;
    private int seconds;

    /**
     * Plays these.
     *
     * @param plays by provider
     * @param largestRead bytes that one read gives at most
     */
    PlayedTransport(Map<String, UpstreamPlay> plays, FakeTime time, int largestRead) {
        this.plays = plays;
        this.time = time;
        this.largestRead = largestRead;
    }

    @Override
    public Opened open(Target target, UpstreamRequest request, @Nullable Duration firstByteLimit) {
        String provider = target.provider().profile().id();
        asked.add(provider);
        return switch (Objects.requireNonNull(plays.get(provider))) {
            case UpstreamPlay.Refuses() -> new Opened.NoAnswer(Failure.of(FailureClass.UNREACHABLE, "refused"));
            case UpstreamPlay.IsLate() -> new Opened.NoAnswer(Failure.of(FailureClass.TIMED_OUT, "late"));
            case UpstreamPlay.Answers answers -> {
                Played exchange = new Played(answers);
                exchanges.add(exchange);
                yield new Opened.Answering(exchange);
            }
        };
    }

    /** One answer; knows how it was ended. */
    final class Played extends InputStream implements Exchange {
        private final UpstreamPlay.Answers answers;
        private byte[] piece = {};
        private int at;
        private int next;
        int aborted;
        int finished;

        private Played(UpstreamPlay.Answers answers) {
            this.answers = answers;
        }

        @Override
        public int status() {
            return answers.status();
        }

        @Override
        public Headers headers() {
            return new Headers(answers.headers());
        }

        @Override
        public InputStream body() {
            return this;
        }

        @Override
        public void abort() {
            aborted++;
        }

        @Override
        public void finish() {
            finished++;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (aborted > 0) {
                throw new IOException("Socket closed");
            }
            while (at == piece.length) {
                if (!comes()) {
                    return -1;
                }
            }
            int count = Math.min(Math.min(length, largestRead), piece.length - at);
            System.arraycopy(piece, at, target, offset, count);
            at += count;
            return count;
        }

        private boolean comes() throws IOException {
            time.pass(PACE);
            seconds++;
            if (seconds > TOO_LONG.toSeconds()) {
                throw new AssertionError("read on and on, beyond the request's deadline");
            }
            if (next < answers.pieces().size()) {
                piece = answers.pieces().get(next).getBytes(StandardCharsets.UTF_8);
                next++;
                at = 0;
                return true;
            }
            return switch (answers.ending()) {
                case CLOSES -> false;
                case BREAKS_OFF -> throw new IOException("Connection reset");
                case FALLS_SILENT -> throw new SocketTimeoutException("Read timed out");
                case GOES_ON -> {
                    at = 0;
                    yield true;
                }
            };
        }
    }
}
