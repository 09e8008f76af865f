package ai.qnp.web.manage;

import ai.qnp.core.provider.Secret;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.CredentialService;
import ai.qnp.ee.admin.NewCredential;
import ai.qnp.ee.admin.StoredCredential;
import ai.qnp.ee.admin.TrialService;
import ai.qnp.ee.operations.ProviderReport;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import tools.jackson.databind.node.ObjectNode;

/** {@code /manage/v1/credentials}. */
@Path("v1/credentials")
@RequestScoped
@ForAccounts
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class CredentialsResource {
    @Inject
    private CredentialService credentials;

    @Inject
    private TrialService trials;

    @Inject
    private ProviderReport report;

    @Context
    private SecurityContext security;

    /** Stores a provider's key. */
    @POST
    public Response create(InputStream body) {
        Caller caller = Caller.of(security);
        Answer<NewCredential> wanted = JsonBody.read(body).then(fields -> {
            NewCredential credential = new NewCredential(
                    fields.requiredText("provider"),
                    Secret.of(fields.requiredText("api_key")),
                    fields.text("label"),
                    fields.text("base_url"));
            return fields.answer(() -> credential);
        });
        return Replies.of(
                wanted.then(credential -> credentials.create(caller.accountId(), credential, caller.actor())),
                201,
                AccountJson::credential);
    }

    /** Lists the account's credentials. */
    @GET
    public Response list() {
        return Replies.json(
                200, Replies.list(credentials.list(Caller.of(security).accountId()), null, this::marked));
    }

    private ObjectNode marked(StoredCredential stored) {
        ObjectNode json = AccountJson.credential(stored);
        json.set("failing", ProviderJson.failing(stored.id(), report));
        return json;
    }

    /** Asks the credential's provider whether it takes it. */
    @POST
    @Path("{id}/test")
    public Response test(@PathParam("id") String id) {
        return Replies.of(trials.stored(Caller.of(security).accountId(), id), 200, TrialJson::tried);
    }

    /** Deletes a credential with its secret. */
    @DELETE
    @Path("{id}")
    public Response delete(@PathParam("id") String id) {
        Caller caller = Caller.of(security);
        return Replies.empty(credentials.delete(caller.accountId(), id, caller.actor()));
    }
}
