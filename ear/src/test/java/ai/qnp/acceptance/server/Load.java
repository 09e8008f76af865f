package ai.qnp.acceptance.server;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Clients that ask without pause, and what they read to its end. Servers may refuse, or go away: they ask on. */
public final class Load implements AutoCloseable {
    private static final int OK = 200;

    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<String> answered = new ConcurrentLinkedQueue<>();
    private final Semaphore answers = new Semaphore(0);
    private volatile boolean stopped;

    private Load() {}

    /** Starts so many clients for each kind of request. */
    public static Load of(int clients, List<Supplier<Answer>> requests) {
        Load load = new Load();
        for (Supplier<Answer> request : requests) {
            for (int client = 0; client < clients; client++) {
                load.clients.execute(() -> load.askOn(request));
            }
        }
        return load;
    }

    private void askOn(Supplier<Answer> request) {
        while (!stopped) {
            try {
                Answer answer = request.get();
                if (answer.status() == OK) {
                    answered.add(answer.header("x-request-id").orElseThrow());
                    answers.release();
                }
            } catch (RuntimeException | AssertionError serverIsGone) {
                Thread.onSpinWait();
            }
        }
    }

    /** Returns when so many more requests were answered. */
    public void awaitAnswers(int more) throws InterruptedException {
        if (!answers.tryAcquire(more, 5, TimeUnit.MINUTES)) {
            throw new AssertionError("no " + more + " answers in five minutes");
        }
    }

    /** Ends the clients, each after its last answer. */
    @Override
    public void close() {
        stopped = true;
        clients.close();
    }

    /** The ids of the requests whose answers were read to their ends. To be asked for when the load has ended. */
    public List<String> answered() {
        return List.copyOf(answered);
    }
}
