package ai.qnp.web.manage;

import ai.qnp.ee.operations.ProviderReport;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** {@code /manage/v1/providers}: how they fare on this server, whatever account is asked about. */
@Path("v1/providers")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ProvidersResource {
    @Inject
    private ProviderReport report;

    /** Every provider. */
    @GET
    public Response list() {
        return Replies.json(200, Replies.list(report.providers(), null, ProviderJson::provider));
    }
}
