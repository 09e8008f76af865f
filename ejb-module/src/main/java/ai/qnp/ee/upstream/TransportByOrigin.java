package ai.qnp.ee.upstream;

import ai.qnp.core.provider.UpstreamRequest;
import ai.qnp.core.relay.Transport;
import ai.qnp.core.routing.Target;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Calls the addresses that accounts chose over a transport that judges them, and all others over the usual one.
 *
 * @param operators for addresses that the operator vouches for
 * @param accounts for the others
 */
public record TransportByOrigin(Transport operators, Transport accounts) implements Transport {
    @Override
    public Opened open(Target target, UpstreamRequest request, @Nullable Duration firstByteLimit) {
        boolean chosenByAccount =
                target.credential().baseUrlIsTheAccounts() && target.provider().inProcess() == null;
        return (chosenByAccount ? accounts : operators).open(target, request, firstByteLimit);
    }
}
