package ai.qnp.web.manage;

import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.SageService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/** {@code /manage/v1/sage}: the preferred models of each intent. */
@Path("v1/sage")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class SageResource {
    @Inject
    private SageService sage;

    @Context
    private SecurityContext security;

    /** Shows the table. */
    @GET
    public Response get() {
        return Replies.of(sage.get(Caller.of(security).accountId()), 200, ChainJson::sage);
    }

    /** Replaces the table. */
    @PUT
    public Response replace(InputStream body) {
        Caller caller = Caller.of(security);
        Answer<Map<String, List<String>>> wanted = JsonBody.read(body).then(fields -> {
            Map<String, List<String>> intents = fields.textsByName("intents");
            return fields.answer(() -> intents);
        });
        return Replies.of(
                wanted.then(intents -> sage.replace(caller.accountId(), intents, caller.actor())),
                200,
                ChainJson::sage);
    }
}
