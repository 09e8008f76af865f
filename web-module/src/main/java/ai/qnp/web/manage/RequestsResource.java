package ai.qnp.web.manage;

import ai.qnp.ee.admin.UsageService;
import ai.qnp.ee.bodies.BodyService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

/** {@code /manage/v1/requests}. */
@Path("v1/requests")
@RequestScoped
@ForAccounts
public class RequestsResource {
    @Inject
    private UsageService usage;

    @Inject
    private BodyService bodies;

    @Context
    private SecurityContext security;

    /** The receipt of one request. */
    @GET
    @Path("{id}")
    public Response receipt(@PathParam("id") String id) {
        return Replies.of(usage.receipt(Caller.of(security).accountId(), id), 200, UsageJson::receipt);
    }

    /** What the client sent, as far as it is kept. */
    @GET
    @Path("{id}/body")
    public Response body(@PathParam("id") String id) {
        Caller caller = Caller.of(security);
        return Replies.of(bodies.read(caller.accountId(), id, caller.actor()));
    }
}
