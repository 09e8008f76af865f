package ai.qnp.web.manage;

import ai.qnp.core.routing.ChainStep;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.ChainService;
import ai.qnp.ee.admin.RehearsalWish;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** {@code /manage/v1/chain}: chains that are tried out. */
@Path("v1/chain")
@RequestScoped
@ForAccounts
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ChainResource {
    private static final String AUTOMATIC = "qnp/auto";

    @Inject
    private ChainService chains;

    @Context
    private SecurityContext security;

    /** Says what would become of a request. */
    @POST
    @Path("rehearse")
    public Response rehearse(InputStream body) {
        String accountId = Caller.of(security).accountId();
        return Replies.of(
                JsonBody.read(body).then(ChainResource::wish).then(wish -> chains.rehearse(accountId, wish)),
                200,
                ChainJson::rehearsed);
    }

    /** Says what is odd about a chain. */
    @POST
    @Path("lint")
    public Response lint(InputStream body) {
        String accountId = Caller.of(security).accountId();
        Answer<List<ChainStep>> chain = JsonBody.read(body).then(fields -> {
            List<ChainStep> steps = KeyBody.chain(fields);
            return fields.answer(() -> steps);
        });
        return Replies.of(chain.then(steps -> chains.lint(accountId, steps)), 200, ChainJson::linted);
    }

    private static Answer<RehearsalWish> wish(Fields fields) {
        List<ChainStep> chain = KeyBody.chain(fields);
        String model = fields.text("model");
        @Nullable ObjectNode request = fields.object("request");
        List<RehearsalWish.SetFailure> failures = fields.objects("fail").stream()
                .map(one -> new RehearsalWish.SetFailure(one.requiredWholeNumber("step"), one.requiredText("with")))
                .toList();
        return fields.answer(
                () -> new RehearsalWish(chain, Objects.requireNonNullElse(model, AUTOMATIC), failures, request));
    }
}
