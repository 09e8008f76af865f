package ai.qnp.web.manage;

import ai.qnp.core.openai.ApiError;
import ai.qnp.ee.admin.Account;
import ai.qnp.ee.admin.AccountService;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.CreditService;
import ai.qnp.ee.admin.Tier;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
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
import org.jspecify.annotations.Nullable;

/** {@code /manage/v1/accounts}. */
@Path("v1/accounts")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class AccountsResource {
    private record NewAccount(String email, Tier tier) {}

    private record NewCredit(String amount, String reference) {}

    @Inject
    private AccountService accounts;

    @Inject
    private CreditService credits;

    @Context
    private SecurityContext security;

    /** Creates an account. */
    @POST
    public Response create(InputStream body) {
        return Replies.of(
                JsonBody.read(body)
                        .then(fields -> {
                            String email = fields.requiredText("email");
                            Tier tier = fields.has("tier") ? tier(fields) : Tier.FREE;
                            return fields.answer(() -> new NewAccount(email, tier));
                        })
                        .then(wanted -> accounts.create(
                                wanted.email(),
                                wanted.tier(),
                                Caller.of(security).actor())),
                201,
                AccountJson::account);
    }

    /** Shows an account: to the operator any, to others their own. */
    @GET
    @Path("{id}")
    @ForAccounts
    public Response get(@PathParam("id") String id) {
        Caller caller = Caller.of(security);
        Answer<Account> account =
                caller.isOperator() || caller.accountId().equals(id) ? accounts.get(id) : AccountService.unknown(id);
        return Replies.of(account, 200, AccountJson::account);
    }

    /** Moves an account to another tier. */
    @PATCH
    @Path("{id}")
    public Response change(@PathParam("id") String id, InputStream body) {
        Answer<Tier> wanted = JsonBody.read(body).then(fields -> {
            Tier tier = tier(fields);
            return fields.answer(() -> tier);
        });
        return Replies.of(
                wanted.then(tier ->
                        accounts.changeTier(id, tier, Caller.of(security).actor())),
                200,
                AccountJson::account);
    }

    /** Puts money into an account's wallet; the same reference twice is one credit. */
    @POST
    @Path("{id}/credits")
    public Response credit(@PathParam("id") String id, InputStream body) {
        return Replies.of(
                JsonBody.read(body)
                        .then(fields -> {
                            String amount = fields.requiredText("amount_usd");
                            String reference = fields.requiredText("reference");
                            return fields.answer(() -> new NewCredit(amount, reference));
                        })
                        .then(wanted -> credits.topUp(
                                id,
                                wanted.amount(),
                                wanted.reference(),
                                Caller.of(security).actor())),
                201,
                AccountJson::credit);
    }

    private static Tier tier(Fields fields) {
        @Nullable Tier tier = Tier.named(fields.requiredText("tier"));
        if (tier == null) {
            fields.refuse(ApiError.invalid("invalid_value", "'tier' must be free or pro.", "tier"));
            return Tier.FREE;
        }
        return tier;
    }
}
