package ai.qnp.ee.upstream;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import java.util.Map;

/**
 * Sets exactly the headers that the transport bound for this call. Which header carries the key differs by vendor and is
 * known only at run time, so it can't be a parameter of the interface.
 */
public final class OutgoingHeaders implements ClientRequestFilter {
    static final ScopedValue<Map<String, String>> CURRENT = ScopedValue.newInstance();

    @Override
    public void filter(ClientRequestContext request) {
        CURRENT.get().forEach(request.getHeaders()::putSingle);
    }
}
