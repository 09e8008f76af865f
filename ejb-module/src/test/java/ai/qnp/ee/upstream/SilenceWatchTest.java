package ai.qnp.ee.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The clock is the test's own. */
@Timeout(30)
class SilenceWatchTest {
    private static final Duration LONGEST = Duration.ofSeconds(3);

    private final AtomicLong nanos = new AtomicLong();
    private final SilenceWatch watch = new SilenceWatch(nanos::get);
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    @Test
    void whoWaitsTooLongIsToldThatItTookTooLong() throws IOException {
        CountDownLatch waits = new CountDownLatch(1);
        CompletableFuture<Void> dropped = new CompletableFuture<>();
        SilenceWatch.Watched watched = watch.watch(LONGEST, () -> dropped.complete(null));
        WatchedBody body = new WatchedBody(
                new FilterInputStream(InputStream.nullInputStream()) {
                    @Override
                    public int read(byte[] into, int offset, int length) throws IOException {
                        waits.countDown();
                        dropped.join();
                        throw new IOException("Socket closed");
                    }
                },
                watched);
        CompletableFuture<Void> looking = CompletableFuture.runAsync(() -> {
            awaitOpen(waits);
            nanos.addAndGet(LONGEST.toNanos());
            watch.look();
            assertThat(watched.isSilent()).isFalse();
            nanos.addAndGet(1);
            watch.look();
        });

        assertThatThrownBy(() -> body.read(new byte[10]))
                .isInstanceOf(SocketTimeoutException.class)
                .hasRootCauseMessage("Socket closed");
        looking.join();
    }

    @Test
    void whatIsNotReadMaySayNothingAsLongAsItLikes() throws IOException {
        try (PipedOutputStream provider = new PipedOutputStream();
                SilenceWatch.Watched watched = watch.watch(LONGEST, () -> ended.complete(null));
                WatchedBody body = new WatchedBody(new PipedInputStream(provider), watched)) {
            provider.write('a');
            assertThat(body.read()).isEqualTo('a');
            nanos.addAndGet(Duration.ofHours(1).toNanos());
            watch.look();
            assertThat(watched.isSilent()).isFalse();
        }
    }

    @Test
    void whatHasEndedIsNotWatchedAnyMore() {
        SilenceWatch.Watched watched = watch.watch(LONGEST, () -> ended.complete(null));
        watched.reads();
        watched.close();
        nanos.addAndGet(Duration.ofHours(1).toNanos());
        watch.look();

        assertThat(watched.isSilent()).isFalse();
    }

    private static void awaitOpen(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException nobodyInterrupts) {
            throw new IllegalStateException(nobodyInterrupts);
        }
    }
}
