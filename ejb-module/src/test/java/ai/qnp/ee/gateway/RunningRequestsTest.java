package ai.qnp.ee.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class RunningRequestsTest {
    private static final Executor THREADS = task -> Thread.startVirtualThread(task);

    private final List<CompletableFuture<Void>> serverTasks = new ArrayList<>();
    private final RunningRequests requests = new RunningRequests(
            task -> serverTasks.add(CompletableFuture.runAsync(task, THREADS)), Duration.ofMillis(1));

    @Test
    void theServerHasATaskAsLongAsOneOfTheRequestsRuns() throws Exception {
        CountDownLatch one = new CountDownLatch(1);
        CountDownLatch other = new CountDownLatch(1);
        CompletableFuture<Boolean> oneEnded = new CompletableFuture<>();

        requests.run(THREADS, () -> {
            await(one);
            oneEnded.complete(true);
        });
        requests.run(THREADS, () -> await(other));

        assertThat(serverTasks).hasSize(1);
        one.countDown();
        oneEnded.get();
        assertThat(serverTasks.getFirst()).isNotDone();
        other.countDown();
        assertThat(serverTasks.getFirst().get()).isNull();
    }

    @Test
    void itGetsAnotherForALaterRequest() throws Exception {
        requests.run(THREADS, () -> {});
        serverTasks.getFirst().get();

        CountDownLatch later = new CountDownLatch(1);
        requests.run(THREADS, () -> await(later));

        assertThat(serverTasks).hasSize(2);
        assertThat(serverTasks.getLast()).isNotDone();
        later.countDown();
        serverTasks.getLast().get();
    }

    @Test
    void aRequestThatFailsIsNotWaitedFor() throws Exception {
        requests.run(
                task -> {
                    try {
                        task.run();
                    } catch (IllegalStateException bug) {
                        assertThat(bug).hasMessage("a bug");
                    }
                },
                () -> {
                    throw new IllegalStateException("a bug");
                });

        assertThat(serverTasks.getFirst().get()).isNull();
    }

    @Test
    void aRequestThatNoThreadTakesIsNotWaitedFor() throws Exception {
        assertThatThrownBy(() -> requests.run(
                        task -> {
                            throw new RejectedExecutionException("stopping");
                        },
                        () -> {}))
                .isInstanceOf(RejectedExecutionException.class);

        assertThat(serverTasks.getFirst().get()).isNull();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
