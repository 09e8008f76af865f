package ai.qnp.web.manage;

import ai.qnp.core.openai.ApiError;
import ai.qnp.core.openai.Json;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.payments.BillingService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import tools.jackson.databind.node.ObjectNode;

/** {@code /manage/v1/billing}. */
@Path("v1/billing")
@RequestScoped
@ForAccounts
@Produces(MediaType.APPLICATION_JSON)
public class BillingResource {
    @Inject
    private BillingService billing;

    @Context
    private SecurityContext security;

    /** How the account pays. */
    @GET
    public Response get() {
        return Replies.of(billing.get(account()), 200, AccountJson::billing);
    }

    /** A page to buy credits or the pro tier on. */
    @POST
    @Path("checkout")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response checkout(InputStream body) {
        return Replies.of(JsonBody.read(body).then(this::checkout), 201, BillingResource::page);
    }

    private Answer<String> checkout(Fields fields) {
        String kind = fields.requiredText("kind");
        return switch (kind) {
            case "credits" -> {
                String amount = fields.requiredText("amount_usd");
                yield fields.answer(() -> amount).then(wanted -> billing.buyCredits(account(), wanted));
            }
            case "pro" -> fields.answer(() -> kind).then(wanted -> billing.buyPro(account()));
            default -> {
                fields.has("amount_usd");
                fields.refuse(ApiError.invalid("invalid_value", "'kind' must be credits or pro.", "kind"));
                yield fields.answer(() -> kind);
            }
        };
    }

    /** The page on which a customer sees invoices, changes cards and ends subscriptions. */
    @POST
    @Path("portal")
    public Response portal() {
        return Replies.of(billing.portal(account()), 201, BillingResource::page);
    }

    private String account() {
        return Caller.of(security).accountId();
    }

    private static ObjectNode page(String url) {
        return Json.MAPPER.createObjectNode().put("url", url);
    }
}
