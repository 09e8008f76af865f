package ai.qnp.web.manage;

import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.UsageFilter;
import ai.qnp.ee.admin.UsageService;
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

/** {@code /manage/v1/usage}. */
@Path("v1")
@RequestScoped
@ForAccounts
public class UsageResource {
    @Inject
    private UsageService usage;

    @Context
    private SecurityContext security;

    @Context
    private UriInfo uri;

    /** One record a request, by page. */
    @GET
    @Path("usage")
    public Response page() {
        UsageParameters parameters = new UsageParameters(uri.getQueryParameters());
        return Replies.of(
                parameters
                        .filter()
                        .then(filter -> usage.page(
                                Caller.of(security).accountId(), filter, parameters.cursor(), parameters.limit())),
                200,
                page -> Replies.list(page.rows(), page.next(), UsageJson::usage));
    }

    /** The same as CSV, all of it. */
    @GET
    @Path("usage.csv")
    public Response csv() {
        String accountId = Caller.of(security).accountId();
        return switch (new UsageParameters(uri.getQueryParameters()).filter()) {
            case Answer.Refused<UsageFilter> refused -> Replies.error(refused.error());
            case Answer.Done<UsageFilter> filter ->
                Response.ok(csvOf(accountId, filter.value()))
                        .type("text/csv; charset=utf-8")
                        .header("Content-Disposition", "attachment; filename=\"usage.csv\"")
                        .build();
        };
    }

    /** Sums by group. */
    @GET
    @Path("usage/summary")
    public Response summary() {
        UsageParameters parameters = new UsageParameters(uri.getQueryParameters());
        return Replies.of(
                parameters
                        .filter()
                        .then(filter -> parameters
                                .groupBy()
                                .map(groupBy ->
                                        usage.summary(Caller.of(security).accountId(), filter, groupBy))),
                200,
                UsageJson::summary);
    }

    private StreamingOutput csvOf(String accountId, UsageFilter filter) {
        return out -> {
            Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            usage.writeCsv(accountId, filter, writer);
            writer.flush();
        };
    }
}
