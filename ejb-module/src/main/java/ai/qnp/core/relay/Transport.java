package ai.qnp.core.relay;

import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.Headers;
import ai.qnp.core.provider.UpstreamRequest;
import ai.qnp.core.routing.Target;
import java.io.InputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Carries requests to upstreams. Puts the credential on them, follows no redirect, trusts only known certificates. */
public interface Transport {
    /** The failure's code when the gateway itself had too much under way to ask: it says nothing about the target. */
    String BUSY_HERE = "gateway_busy";

    /**
     * Sends a request and waits for the answer's head.
     *
     * @param firstByteLimit shorter than the configured one when the client asked for that, else null
     */
    Opened open(Target target, UpstreamRequest request, @Nullable Duration firstByteLimit);

    /** What opening gave. */
    sealed interface Opened {
        /** An answer has begun. */
        record Answering(Exchange exchange) implements Opened {}

        /** None came: {@code UNREACHABLE} or {@code TIMED_OUT}. */
        record NoAnswer(Failure failure) implements Opened {}
    }

    /** A running answer. One of {@link #abort} and {@link #finish} ends it. */
    interface Exchange {
        /** The HTTP status. */
        int status();

        /** The answer's headers. */
        Headers headers();

        /** The body as it arrives; an {@code IOException} from it means that the upstream broke off or fell silent. */
        InputStream body();

        /** Ends the upstream's work at once, without waiting for it. */
        void abort();

        /** Gives the connection back after the body was read to its end. */
        void finish();
    }
}
