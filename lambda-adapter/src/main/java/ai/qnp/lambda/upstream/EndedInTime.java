package ai.qnp.lambda.upstream;

import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.UpstreamRequest;
import ai.qnp.core.relay.Timers;
import ai.qnp.core.relay.Transport;
import ai.qnp.core.routing.Target;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Another transport's calls, none of which goes beyond the invocation's deadline.
 *
 * @param transport makes the calls
 * @param longest the first-byte limit where nobody asks for less
 * @param deadline of this invocation
 * @param timers end what still runs then
 */
public record EndedInTime(Transport transport, Duration longest, Deadline deadline, Timers timers)
        implements Transport {
    @Override
    public Opened open(Target target, UpstreamRequest request, @Nullable Duration firstByteLimit) {
        if (deadline.remaining().isZero()) {
            return new Opened.NoAnswer(Failure.of(FailureClass.TIMED_OUT, "the deadline has passed"));
        }
        Duration limit = deadline.within(firstByteLimit == null ? longest : firstByteLimit);
        Opened opened = transport.open(target, request, limit);
        if (opened instanceof Opened.Answering(Exchange exchange)) {
            timers.after(deadline.within(deadline.remaining()), exchange::abort);
        }
        return opened;
    }
}
