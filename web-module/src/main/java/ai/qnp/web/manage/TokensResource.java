package ai.qnp.web.manage;

import ai.qnp.core.openai.Json;
import ai.qnp.ee.signin.IssuedToken;
import ai.qnp.ee.signin.ManagementToken;
import ai.qnp.ee.signin.ManagementTokens;
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
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** {@code /manage/v1/tokens}: an account's own tokens for this API. */
@Path("v1/tokens")
@RequestScoped
@ForAccounts
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class TokensResource {
    @Inject
    private ManagementTokens tokens;

    @Context
    private SecurityContext security;

    /** Makes a token. */
    @POST
    public Response create(InputStream body) {
        Caller caller = Caller.of(security);
        return Replies.of(
                JsonBody.read(body)
                        .then(fields -> {
                            String name = fields.requiredText("name");
                            return fields.answer(() -> name);
                        })
                        .then(name -> tokens.create(caller.accountId(), name, caller.actor())),
                201,
                TokensResource::issued);
    }

    /** Lists the account's tokens. */
    @GET
    public Response list() {
        return Replies.json(
                200, Replies.list(tokens.list(Caller.of(security).accountId()), null, TokensResource::token));
    }

    /** Revokes a token at once. */
    @DELETE
    @Path("{id}")
    public Response revoke(@PathParam("id") String id) {
        Caller caller = Caller.of(security);
        return Replies.empty(tokens.revoke(caller.accountId(), id, caller.actor()));
    }

    /** The only time that a token's text is shown. */
    private static ObjectNode issued(IssuedToken issued) {
        return token(issued.token()).put("token", issued.text());
    }

    private static ObjectNode token(ManagementToken token) {
        return Json.MAPPER
                .createObjectNode()
                .put("id", token.id())
                .put("name", token.name())
                .put("prefix", token.prefix())
                .put("created_at", token.createdAt().toString())
                .put("last_used_at", text(token.lastUsedAt()));
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }
}
