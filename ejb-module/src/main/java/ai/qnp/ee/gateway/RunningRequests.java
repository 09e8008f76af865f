package ai.qnp.ee.gateway;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Requests under way, for which a server that is being stopped waits. Open Liberty waits for the tasks of its own pool; for
 * connections only if one of two of its listeners comes before the other; and not for the virtual threads that requests run
 * on. So one task of its pool lasts for as long as requests run. Any thread.
 */
public final class RunningRequests {
    private final Executor serverPool;
    private final Duration check;
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicBoolean held = new AtomicBoolean();

    /**
     * With nothing under way.
     *
     * @param serverPool whose tasks the server waits for
     * @param check how often the task looks whether requests run: it ends so much after the last of them, and when requests
     *     come one by one, no more tasks are begun than that
     */
    public RunningRequests(Executor serverPool, Duration check) {
        this.serverPool = serverPool;
        this.check = check;
    }

    /**
     * Runs a request on one of these threads.
     *
     * @throws RejectedExecutionException when the server takes no more
     */
    public void run(Executor threads, Runnable request) {
        running.incrementAndGet();
        boolean handedOver = false;
        try {
            holdServer();
            threads.execute(() -> runToItsEnd(request));
            handedOver = true;
        } finally {
            if (!handedOver) {
                running.decrementAndGet();
            }
        }
    }

    private void runToItsEnd(Runnable request) {
        try {
            request.run();
        } finally {
            running.decrementAndGet();
        }
    }

    private void holdServer() {
        if (!held.get() && held.compareAndSet(false, true)) {
            boolean begun = false;
            try {
                serverPool.execute(this::hold);
                begun = true;
            } finally {
                if (!begun) {
                    held.set(false);
                }
            }
        }
    }

    private void hold() {
        try {
            do {
                awaitNone();
                held.set(false);
                // a request that began meanwhile has seen that the server was held
            } while (running.get() > 0 && held.compareAndSet(false, true));
        } catch (InterruptedException ended) {
            held.set(false);
            Thread.currentThread().interrupt();
        }
    }

    private void awaitNone() throws InterruptedException {
        do {
            Thread.sleep(check);
        } while (running.get() > 0);
    }
}
