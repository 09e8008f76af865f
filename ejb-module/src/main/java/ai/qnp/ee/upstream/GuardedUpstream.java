package ai.qnp.ee.upstream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.Timeout;

/**
 * Sends under Fault Tolerance: bounded in number and, until the answer's head is here, in time. Both bounds are MicroProfile
 * Config properties (docs/configuration.md). There is no {@code @Retry}, because a completion that was asked for twice is
 * paid twice, and no {@code @CircuitBreaker}, because one on a method is one for all providers (docs/adr/0004).
 */
@ApplicationScoped
public class GuardedUpstream {
    private static final int BULKHEAD = 10_000;
    private static final long FIRST_BYTE_MILLIS = 60_000;

    /** Posts and waits for the answer's head. */
    @Bulkhead(BULKHEAD)
    @Timeout(FIRST_BYTE_MILLIS)
    public Response post(UpstreamApi upstream, OutgoingRequest.Call call, byte[] body) {
        return ScopedValue.where(OutgoingRequest.CURRENT, call).call(() -> upstream.post(body));
    }

    /** Posts and waits for the answer's head, for a caller that has its own watch: this provider's limit differs. */
    @Bulkhead(BULKHEAD)
    public Response postWatched(UpstreamApi upstream, OutgoingRequest.Call call, byte[] body) {
        return ScopedValue.where(OutgoingRequest.CURRENT, call).call(() -> upstream.post(body));
    }

    /** Fetches and waits for the answer's head. */
    @Bulkhead(BULKHEAD)
    @Timeout(FIRST_BYTE_MILLIS)
    public Response get(UpstreamApi upstream, OutgoingRequest.Call call) {
        return ScopedValue.where(OutgoingRequest.CURRENT, call).call(() -> upstream.get());
    }
}
