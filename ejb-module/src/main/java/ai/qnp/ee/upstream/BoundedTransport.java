package ai.qnp.ee.upstream;

import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.Headers;
import ai.qnp.core.provider.UpstreamRequest;
import ai.qnp.core.relay.Transport;
import ai.qnp.core.routing.Target;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A bulkhead for each provider: one that is slow can't take up all that this server has. A call counts from its beginning
 * to the end of its answer.
 *
 * @param transport makes the calls
 * @param calls counts them
 */
public record BoundedTransport(Transport transport, ProviderCalls calls) implements Transport {
    @Override
    public Opened open(Target target, UpstreamRequest request, @Nullable Duration firstByteLimit) {
        String provider = target.provider().profile().id();
        if (!calls.begin(provider)) {
            return new Opened.NoAnswer(new Failure(
                    FailureClass.OVERLOADED,
                    null,
                    "as many calls as this server allows are under way to it",
                    BUSY_HERE,
                    null,
                    null));
        }
        boolean answering = false;
        try {
            Opened opened = transport.open(target, request, firstByteLimit);
            if (opened instanceof Opened.Answering(Exchange exchange)) {
                answering = true;
                return new Opened.Answering(new Counted(exchange, () -> calls.end(provider)));
            }
            return opened;
        } finally {
            if (!answering) {
                calls.end(provider);
            }
        }
    }

    /** Tells once that it is over, whoever ends it. */
    private static final class Counted implements Exchange {
        private final Exchange exchange;
        private final Runnable atEnd;
        private final AtomicBoolean over = new AtomicBoolean();

        Counted(Exchange exchange, Runnable atEnd) {
            this.exchange = exchange;
            this.atEnd = atEnd;
        }

        @Override
        public int status() {
            return exchange.status();
        }

        @Override
        public Headers headers() {
            return exchange.headers();
        }

        @Override
        public InputStream body() {
            return exchange.body();
        }

        @Override
        public void abort() {
            ended();
            exchange.abort();
        }

        @Override
        public void finish() {
            ended();
            exchange.finish();
        }

        private void ended() {
            if (over.compareAndSet(false, true)) {
                atEnd.run();
            }
        }
    }
}
