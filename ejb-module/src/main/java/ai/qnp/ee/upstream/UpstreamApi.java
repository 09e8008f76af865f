package ai.qnp.ee.upstream;

import jakarta.ws.rs.Encoded;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/**
 * An upstream, as bytes in and bytes out: what they mean is the translator's business. Headers come from
 * {@link OutgoingRequest}.
 */
@Path("")
public interface UpstreamApi {
    /** Posts a request; the answer's body is not read yet. */
    @POST
    @Path("{path: .*}")
    Response post(@Encoded @PathParam("path") String path, byte[] body);

    /** Fetches. */
    @GET
    @Path("{path: .*}")
    Response get(@Encoded @PathParam("path") String path);
}
