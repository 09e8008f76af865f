package ai.qnp.core.relay;

import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.Headers;
import ai.qnp.core.provider.UpstreamRequest;
import ai.qnp.core.relay.Transport.Exchange;
import ai.qnp.core.relay.Transport.Opened;
import ai.qnp.core.routing.Target;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How long a server that is being stopped bears with running requests. When that is over, what providers still answer is
 * ended and nothing more is asked of them; so each request ends as if its providers had failed, with an error for its client
 * and a record. Safe from any thread.
 */
public final class Drain {
    /** What clients and receipts are told. */
    static final String WHY = "this server is being stopped";

    private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();
    private final Set<Exchange> running = ConcurrentHashMap.newKeySet();
    private volatile boolean over;

    /** Ends what runs, and whatever begins later. */
    public void end() {
        over = true;
        waiting.forEach(Waiting::wake);
        running.forEach(Exchange::abort);
    }

    /** The same transport, whose calls end with this. */
    public Transport endsCallsOf(Transport transport) {
        return (target, request, firstByteLimit) -> open(transport, target, request, firstByteLimit);
    }

    private Opened open(
            Transport transport, Target target, UpstreamRequest request, @Nullable Duration firstByteLimit) {
        Waiting caller = new Waiting();
        waiting.add(caller);
        Opened opened;
        try {
            opened = over ? stopped() : transport.open(target, request, firstByteLimit);
        } finally {
            waiting.remove(caller);
            caller.isBack();
        }
        return switch (opened) {
            case Opened.NoAnswer noAnswer -> over ? stopped() : noAnswer;
            case Opened.Answering(Exchange exchange) -> new Opened.Answering(runs(exchange));
        };
    }

    private Exchange runs(Exchange exchange) {
        Exchange ending = new Ending(exchange);
        running.add(ending);
        if (over) {
            ending.abort();
        }
        return ending;
    }

    /** The code says that it is nothing about the target. */
    private static Opened stopped() {
        return new Opened.NoAnswer(new Failure(FailureClass.OVERLOADED, null, WHY, Transport.BUSY_HERE, null, null));
    }

    /** A thread that waits for an answer to begin. It is woken there and nowhere else: storage does not bear interrupts. */
    private static final class Waiting {
        private final Thread caller = Thread.currentThread();
        private boolean woken;
        private boolean back;

        synchronized void wake() {
            if (!back) {
                woken = true;
                caller.interrupt();
            }
        }

        synchronized void isBack() {
            back = true;
            if (woken) {
                Thread.interrupted();
            }
        }
    }

    private final class Ending implements Exchange {
        private final Exchange exchange;

        private Ending(Exchange exchange) {
            this.exchange = exchange;
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
            return new Body(exchange.body());
        }

        @Override
        public void abort() {
            running.remove(this);
            exchange.abort();
        }

        @Override
        public void finish() {
            running.remove(this);
            exchange.finish();
        }
    }

    /** However an aborted answer ends, as broken or as complete: it is told that the server ended it. */
    private final class Body extends FilterInputStream {
        private Body(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            checkGoesOn();
            try {
                int count = super.read(target, offset, length);
                if (count < 0) {
                    checkGoesOn();
                }
                return count;
            } catch (IOException broken) {
                checkGoesOn();
                throw broken;
            }
        }

        private void checkGoesOn() throws Stopped {
            if (over) {
                throw new Stopped();
            }
        }
    }

    /** The answer was ended because of a stop. */
    static final class Stopped extends SocketTimeoutException {
        private static final long serialVersionUID = 1L;
    }
}
