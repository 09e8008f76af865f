package ai.qnp.web.manage;

import ai.qnp.ee.accounting.LedgerAudit;
import ai.qnp.ee.admin.LedgerService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** {@code /manage/v1/ledger}. */
@Path("v1/ledger")
@RequestScoped
public class LedgerResource {
    @Inject
    private LedgerService ledger;

    @Inject
    private LedgerAudit audit;

    @Context
    private SecurityContext security;

    @Context
    private UriInfo uri;

    /** The account's transactions, by page. */
    @GET
    @ForAccounts
    public Response page() {
        UsageParameters parameters = new UsageParameters(uri.getQueryParameters());
        return Replies.of(
                parameters
                        .filter()
                        .then(filter -> ledger.page(
                                Caller.of(security).accountId(),
                                filter.from(),
                                filter.to(),
                                parameters.cursor(),
                                parameters.limit())),
                200,
                page -> Replies.list(page.rows(), page.next(), LedgerJson::ledgerTransaction));
    }

    /** Proves the books of all accounts. */
    @GET
    @Path("audit")
    @Produces(MediaType.TEXT_PLAIN + ";qs=0.5")
    public Response auditText() throws SQLException {
        return Response.ok(LedgerAudit.words(audit.run())).build();
    }

    /** The same for programs. */
    @GET
    @Path("audit")
    @Produces(MediaType.APPLICATION_JSON)
    public Response auditJson() throws SQLException {
        List<LedgerAudit.Proof> proofs = audit.run();
        ObjectNode node = Replies.list(proofs, null, LedgerJson::proof);
        node.put("holds", proofs.stream().allMatch(LedgerAudit.Proof::holds));
        return Replies.json(200, node);
    }
}
