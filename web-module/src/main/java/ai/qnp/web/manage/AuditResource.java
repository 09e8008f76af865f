package ai.qnp.web.manage;

import ai.qnp.core.openai.Json;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.AuditEvent;
import ai.qnp.ee.admin.AuditFilter;
import ai.qnp.ee.admin.AuditService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.BufferedWriter;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.ObjectNode;

/** {@code /manage/v1/audit}. */
@Path("v1")
@RequestScoped
@ForAccounts
public class AuditResource {
    @Inject
    private AuditService audit;

    @Context
    private SecurityContext security;

    @Context
    private UriInfo uri;

    /** Who changed what, by page. */
    @GET
    @Path("audit")
    public Response page() {
        UsageParameters parameters = new UsageParameters(uri.getQueryParameters());
        return Replies.of(
                filter(parameters).then(filter -> audit.page(filter, parameters.cursor(), parameters.limit())),
                200,
                page -> Replies.list(page.rows(), page.next(), AuditResource::json));
    }

    /** The same as CSV, all of it. */
    @GET
    @Path("audit.csv")
    public Response csv() {
        // A page of one, for its refusals: once the table has begun there is no way back.
        Answer<AuditFilter> checked = filter(new UsageParameters(uri.getQueryParameters()))
                .then(filter -> audit.page(filter, null, 1).map(page -> filter));
        return switch (checked) {
            case Answer.Refused<AuditFilter> refused -> Replies.error(refused.error());
            case Answer.Done<AuditFilter> filter ->
                Response.ok(csvOf(filter.value()))
                        .type("text/csv; charset=utf-8")
                        .header("Content-Disposition", "attachment; filename=\"audit.csv\"")
                        .build();
        };
    }

    private Answer<AuditFilter> filter(UsageParameters parameters) {
        boolean named = uri.getQueryParameters().containsKey("account");
        String scope = audit.scope(Caller.of(security).accountId(), named);
        return parameters.filter().map(times -> new AuditFilter(scope, times.from(), times.to(), parameters.action()));
    }

    private StreamingOutput csvOf(AuditFilter filter) {
        return out -> {
            Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            audit.writeCsv(filter, writer);
            writer.flush();
        };
    }

    private static ObjectNode json(AuditEvent event) {
        ObjectNode node = Json.MAPPER
                .createObjectNode()
                .put("id", event.id())
                .put("at", event.at().toString())
                .put("actor", event.actor())
                .put("address", event.address())
                .put("action", event.action())
                .put("account_id", event.accountId())
                .put("subject", event.subject())
                .put("detail", event.detail());
        node.set("changes", event.changes());
        return node;
    }
}
