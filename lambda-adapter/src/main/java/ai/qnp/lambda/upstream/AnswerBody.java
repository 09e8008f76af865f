package ai.qnp.lambda.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * An answer's body as it arrives. The JDK's own stream waits for ever; this one's reads end with a
 * {@link SocketTimeoutException} when nothing comes within the idle limit. One piece is fetched ahead, no more, so a slow
 * reader slows the upstream. Read by one thread; aborted by any.
 */
final class AnswerBody implements BodySubscriber<AnswerBody> {
    /** Pieces behind the last event that are worth waiting for, so that the connection can be used again. */
    private static final int MAX_LEFTOVERS = 4;

    private static final Duration LEFTOVERS_LIMIT = Duration.ofMillis(50);

    private final Duration idleLimit;
    private final Deadline deadline;
    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final AtomicReference<@Nullable Subscription> subscription = new AtomicReference<>();
    private final InputStream stream = new Bytes();
    private volatile boolean aborted;

    AnswerBody(Duration idleLimit, Deadline deadline) {
        this.idleLimit = idleLimit;
        this.deadline = deadline;
    }

    private sealed interface Signal {
        record Piece(Deque<ByteBuffer> buffers) implements Signal {}

        record End() implements Signal {}

        record Broken(@Nullable Throwable cause) implements Signal {}
    }

    InputStream stream() {
        return stream;
    }

    /** Drops the connection, or the HTTP/2 stream, at once. */
    void abort() {
        aborted = true;
        Subscription running = subscription.get();
        if (running != null) {
            running.cancel();
        }
        signals.add(new Signal.Broken(null));
    }

    /** Reads the end that follows the last event of a stream; gives the connection up if that does not come soon. */
    void finish() {
        try {
            byte[] leftovers = new byte[1024];
            for (int pieces = 0; pieces < MAX_LEFTOVERS; pieces++) {
                if (((Bytes) stream).read(leftovers, LEFTOVERS_LIMIT) < 0) {
                    return;
                }
            }
            abort();
        } catch (IOException notSoon) {
            abort();
        }
    }

    @Override
    public CompletionStage<AnswerBody> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public void onSubscribe(Subscription begun) {
        subscription.set(begun);
        if (aborted) {
            begun.cancel();
        } else {
            begun.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        signals.add(new Signal.Piece(new ArrayDeque<>(buffers)));
    }

    @Override
    public void onError(Throwable failure) {
        signals.add(new Signal.Broken(failure));
    }

    @Override
    public void onComplete() {
        signals.add(new Signal.End());
    }

    private void fetchNext() {
        Subscription running = subscription.get();
        if (running != null) {
            running.request(1);
        }
    }

    /** The bytes, as blocking code wants them. */
    private final class Bytes extends InputStream {
        private Deque<ByteBuffer> piece = new ArrayDeque<>();
        private boolean ended;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return read(ByteBuffer.wrap(target, offset, length), idleLimit);
        }

        int read(byte[] target, Duration limit) throws IOException {
            return read(ByteBuffer.wrap(target), limit);
        }

        private int read(ByteBuffer target, Duration limit) throws IOException {
            if (!target.hasRemaining()) {
                return 0;
            }
            ByteBuffer source = available(limit);
            if (source == null) {
                return -1;
            }
            int count = Math.min(source.remaining(), target.remaining());
            target.put(source.slice(source.position(), count));
            source.position(source.position() + count);
            return count;
        }

        private @Nullable ByteBuffer available(Duration limit) throws IOException {
            while (!ended) {
                ByteBuffer first = piece.peek();
                if (first == null) {
                    take(await(limit));
                } else if (first.hasRemaining()) {
                    return first;
                } else {
                    piece.remove();
                }
            }
            return null;
        }

        private void take(Signal signal) throws IOException {
            switch (signal) {
                case Signal.Piece(Deque<ByteBuffer> buffers) -> {
                    piece = buffers;
                    fetchNext();
                }
                case Signal.End() -> ended = true;
                case Signal.Broken(@Nullable Throwable cause) -> {
                    signals.add(signal);
                    throw new IOException("the answer broke off", cause);
                }
            }
        }

        private Signal await(Duration limit) throws IOException {
            if (deadline.remaining().isZero()) {
                // a provider that never falls silent must not carry the answer beyond
                throw new SocketTimeoutException("the deadline has passed");
            }
            try {
                Signal next = signals.poll(deadline.within(limit).toNanos(), TimeUnit.NANOSECONDS);
                if (next == null) {
                    throw new SocketTimeoutException("nothing came within the idle limit");
                }
                return next;
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while waiting for the answer");
            }
        }
    }
}
