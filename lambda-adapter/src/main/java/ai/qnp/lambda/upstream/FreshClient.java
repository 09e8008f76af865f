package ai.qnp.lambda.upstream;

import ai.qnp.core.relay.Time;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP client whose idle connections can be trusted. A sandbox that was frozen does not hear an upstream close a
 * connection, and a completion sent into such a one is lost: it can't be sent again, because it may have been paid for.
 * So after a pause a new client takes over. Safe from any thread.
 */
public final class FreshClient implements AutoCloseable {
    /** Shorter than the five seconds after which common servers close an idle connection. */
    private static final Duration TRUSTED = Duration.ofSeconds(4);

    private final Duration connectLimit;
    private final Time time;
    private Instant lastUsed = Instant.EPOCH;
    private @Nullable HttpClient current;

    /** Makes its first client when that is asked for. */
    public FreshClient(Duration connectLimit, Time time) {
        this.connectLimit = connectLimit;
        this.time = time;
    }

    /** The client for a call that begins now. Measured by the time of day: the other clock may stop in the frost. */
    synchronized HttpClient get() {
        Instant now = time.now();
        HttpClient known = current;
        if (known == null || Duration.between(lastUsed, now).compareTo(TRUSTED) > 0) {
            close();
            known = HttpClient.newBuilder()
                    .connectTimeout(connectLimit)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .build();
            current = known;
        }
        lastUsed = now;
        return known;
    }

    /** Lets go of the connections; calls under way may end. */
    @Override
    public synchronized void close() {
        if (current != null) {
            current.shutdown();
            current = null;
        }
    }
}
