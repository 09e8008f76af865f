package ai.qnp.web.manage;

import ai.qnp.ee.operations.SystemReport;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** {@code /manage/v1/system}: how this server stands, whatever account is asked about. */
@Path("v1/system")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SystemResource {
    @Inject
    private SystemReport report;

    /** Everything about it. */
    @GET
    public Response get() {
        return Replies.json(200, SystemJson.system(report.look()));
    }
}
