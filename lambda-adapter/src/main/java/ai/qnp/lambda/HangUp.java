package ai.qnp.lambda;

import ai.qnp.core.relay.Transport;
import ai.qnp.core.relay.Transport.Exchange;
import ai.qnp.core.relay.Transport.Opened;
import org.jspecify.annotations.Nullable;

/**
 * Whether the client of one invocation has gone, heard while nothing is written to it. It ends the running call to a
 * provider at once, so that a provider that thinks for long does not think for nobody.
 */
final class HangUp {
    private @Nullable Exchange running;
    private boolean happened;

    /** From any thread. */
    synchronized void happens() {
        happened = true;
        if (running != null) {
            running.abort();
        }
    }

    synchronized boolean hasHappened() {
        return happened;
    }

    /** The same transport, whose answers end when this happens. */
    Transport endsWhatComesBy(Transport transport) {
        return (target, request, firstByteLimit) -> {
            Opened opened = transport.open(target, request, firstByteLimit);
            if (opened instanceof Opened.Answering(Exchange exchange)) {
                runs(exchange);
            }
            return opened;
        };
    }

    private synchronized void runs(Exchange exchange) {
        running = exchange;
        if (happened) {
            exchange.abort();
        }
    }
}
