package ai.qnp.web.manage;

import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.ApiKey;
import ai.qnp.ee.admin.ChainService;
import ai.qnp.ee.admin.KeyDirectory;
import ai.qnp.ee.admin.KeyService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/** {@code /manage/v1/keys}. */
@Path("v1/keys")
@RequestScoped
@ForAccounts
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class KeysResource {
    @Inject
    private KeyDirectory directory;

    @Inject
    private KeyService keys;

    @Inject
    private ChainService chains;

    @Context
    private SecurityContext security;

    /** Makes a key. */
    @POST
    public Response create(InputStream body) {
        Caller caller = Caller.of(security);
        return Replies.of(
                JsonBody.read(body)
                        .then(KeyBody::create)
                        .then(settings -> keys.create(caller.accountId(), settings, caller.actor())),
                201,
                issued -> linted(KeyJson.issuedKey(issued), issued.key()));
    }

    /** Lists the account's keys. */
    @GET
    public Response list() {
        return Replies.json(200, Replies.list(directory.list(Caller.of(security).accountId()), null, KeyJson::key));
    }

    /** Shows a key. */
    @GET
    @Path("{id}")
    public Response get(@PathParam("id") String id) {
        return Replies.of(directory.get(Caller.of(security).accountId(), id), 200, KeyJson::key);
    }

    /** Changes a key. */
    @PATCH
    @Path("{id}")
    public Response change(@PathParam("id") String id, InputStream body) {
        Caller caller = Caller.of(security);
        return Replies.of(
                JsonBody.read(body)
                        .then(KeyBody::change)
                        .then(edit -> keys.change(caller.accountId(), id, edit, caller.actor())),
                200,
                key -> linted(KeyJson.key(key), key));
    }

    /** Revokes a key at once. */
    @DELETE
    @Path("{id}")
    public Response revoke(@PathParam("id") String id) {
        Caller caller = Caller.of(security);
        return Replies.empty(keys.revoke(caller.accountId(), id, caller.actor()));
    }

    /** Replaces a key. */
    @POST
    @Path("{id}/rotate")
    @Consumes(MediaType.WILDCARD) // the body may be left out, and its type with it
    public Response rotate(@PathParam("id") String id, InputStream body) {
        Caller caller = Caller.of(security);
        Answer<Duration> grace = JsonBody.readOptional(body).then(fields -> {
            Long seconds = fields.wholeNumber("grace_seconds");
            return fields.answer(() -> seconds == null ? Duration.ZERO : Duration.ofSeconds(seconds));
        });
        return Replies.of(
                grace.then(length -> keys.rotate(caller.accountId(), id, length, caller.actor())),
                201,
                KeyJson::issuedKey);
    }

    /** With what is odd about the key's chain. */
    private ObjectNode linted(ObjectNode json, ApiKey key) {
        json.set(
                "warnings",
                ChainJson.warnings(
                        chains.warnings(key.accountId(), key.settings().chain())));
        return json;
    }
}
