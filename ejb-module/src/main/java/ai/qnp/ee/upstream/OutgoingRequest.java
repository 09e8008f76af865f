package ai.qnp.ee.upstream;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sets exactly the headers, and the query, that the transport bound for this call. Which header carries the key and what
 * stands in a query differ by vendor and are known only at run time, so they can't be parameters of the interface.
 */
public final class OutgoingRequest implements ClientRequestFilter {
    static final ScopedValue<OutgoingRequest.Call> CURRENT = ScopedValue.newInstance();

    /**
     * One call.
     *
     * @param path below the base URL, without a slash before it
     * @param query null for none
     */
    public record Call(String path, @Nullable String query, Map<String, String> headers) {
        /** Splits what stands behind the base URL. */
        static Call to(String pathAndQuery, Map<String, String> headers) {
            int mark = pathAndQuery.indexOf('?');
            String path = mark < 0 ? pathAndQuery : pathAndQuery.substring(0, mark);
            return new Call(path.substring(1), mark < 0 ? null : pathAndQuery.substring(mark + 1), headers);
        }
    }

    @Override
    public void filter(ClientRequestContext request) {
        Call call = CURRENT.get();
        call.headers().forEach(request.getHeaders()::putSingle);
        if (call.query() != null) {
            request.setUri(URI.create(request.getUri() + "?" + call.query()));
        }
    }
}
