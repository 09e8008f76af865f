package ai.qnp.lambda.upstream;

import ai.qnp.core.relay.Time;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * HTTP clients whose idle connections can be trusted. A sandbox that was frozen does not hear an upstream close a
 * connection, and a completion sent into such a one is lost: it can't be sent again, because it may have been paid for.
 * So after a pause new clients take over. Safe from any thread.
 */
public final class FreshClient implements AutoCloseable {
    /** Shorter than the five seconds after which common servers close an idle connection. */
    private static final Duration TRUSTED = Duration.ofSeconds(4);

    private final Time time;
    private final Map<Duration, HttpClient> current = new HashMap<>();
    private Instant lastUsed = Instant.EPOCH;

    /** Makes its clients when they are asked for. */
    public FreshClient(Time time) {
        this.time = time;
    }

    /**
     * The client for a call that begins now. Measured by the time of day: the other clock may stop in the frost.
     *
     * @param connectLimit until a connection stands, which the JDK bounds for a whole client only
     */
    synchronized HttpClient get(Duration connectLimit) {
        Instant now = time.now();
        if (Duration.between(lastUsed, now).compareTo(TRUSTED) > 0) {
            close();
        }
        lastUsed = now;
        return current.computeIfAbsent(connectLimit, FreshClient::connectingWithin);
    }

    private static HttpClient connectingWithin(Duration limit) {
        return HttpClient.newBuilder()
                .connectTimeout(limit)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    /** Lets go of the connections; calls under way may end. */
    @Override
    public synchronized void close() {
        current.values().forEach(HttpClient::shutdown);
        current.clear();
    }
}
