package ai.qnp.ee.upstream;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import java.net.URI;
import java.util.Map;

/**
 * Sends a call exactly where the transport bound it for and with exactly its headers. Both differ by vendor and are known
 * only at run time; as parameters of the interface the slashes of a path would be escaped.
 */
public final class OutgoingRequest implements ClientRequestFilter {
    static final ScopedValue<Call> CURRENT = ScopedValue.newInstance();

    /**
     * One call.
     *
     * @param address the whole address, query included
     * @param headers with the credential
     */
    public record Call(URI address, Map<String, String> headers) {
        /** Keeps the credential out of logs. */
        @Override
        public String toString() {
            return "Call[" + address + "]";
        }
    }

    @Override
    public void filter(ClientRequestContext request) {
        Call call = CURRENT.get();
        request.setUri(call.address());
        call.headers().forEach(request.getHeaders()::putSingle);
    }
}
