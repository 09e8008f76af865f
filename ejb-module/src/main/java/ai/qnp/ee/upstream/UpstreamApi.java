package ai.qnp.ee.upstream;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/**
 * An upstream, as bytes in and bytes out: what they mean is the translator's business. Address and headers come from
 * {@link OutgoingRequest}.
 */
@Path("")
public interface UpstreamApi {
    /** Posts a request; the answer's body is not read yet. */
    @POST
    Response post(byte[] body);

    /** Fetches. */
    @GET
    Response get();
}
