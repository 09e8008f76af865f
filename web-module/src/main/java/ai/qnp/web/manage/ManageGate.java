package ai.qnp.web.manage;

import ai.qnp.core.access.Randomness;
import ai.qnp.core.openai.ApiError;
import ai.qnp.ee.admin.Account;
import ai.qnp.ee.admin.AccountService;
import ai.qnp.ee.admin.Actor;
import ai.qnp.ee.admin.AdminToken;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.LatestRecords;
import ai.qnp.ee.signin.ManagementToken;
import ai.qnp.ee.signin.ManagementTokens;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Lets in who has the operator's token or an account's own, before anything else is looked at, and numbers every call. */
@Provider
@PreMatching
@ApplicationScoped
public class ManageGate implements ContainerRequestFilter, ContainerResponseFilter {
    private static final String REQUEST_ID = "x-request-id";
    private static final String SCHEME = "bearer ";
    private static final int ID_BYTES = 16;

    @Inject
    private AdminToken adminToken;

    @Inject
    private ManagementTokens tokens;

    @Inject
    private AccountService accounts;

    @Inject
    private Randomness randomness;

    @Inject
    private LatestRecords records;

    @Context
    private HttpServletRequest connection;

    @Override
    public void filter(ContainerRequestContext request) {
        request.setProperty(REQUEST_ID, "req_" + HexFormat.of().formatHex(randomness.bytes(ID_BYTES)));
        String wanted = request.getUriInfo().getQueryParameters().getFirst("account");
        switch (caller(request.getHeaderString("Authorization"), wanted)) {
            case Answer.Refused<Caller> refused -> request.abortWith(Replies.error(refused.error()));
            case Answer.Done<Caller> found -> {
                request.setSecurityContext(found.value().securityContext(connection.isSecure()));
                records.await();
            }
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        response.getHeaders().putSingle(REQUEST_ID, request.getProperty(REQUEST_ID));
        response.getHeaders().putSingle("Cache-Control", "no-store");
    }

    private Answer<Caller> caller(@Nullable String header, @Nullable String wanted) {
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return unauthenticated(
                    "missing_token", "The management API needs the header 'Authorization: Bearer <token>'.");
        }
        String presented = header.substring(SCHEME.length()).strip();
        if (adminToken.matches(presented)) {
            return account(wanted).map(account -> new Caller(account.id(), true, actor("admin-token", true)));
        }
        ManagementToken token = tokens.find(presented);
        if (token == null) {
            return unauthenticated("invalid_token", "This token is unknown or was revoked.");
        }
        return wanted == null || wanted.equals(token.accountId())
                ? new Answer.Done<>(new Caller(token.accountId(), false, actor(token.id(), false)))
                : AccountService.unknown(wanted);
    }

    private Actor actor(String name, boolean isOperator) {
        return new Actor(name, connection.getRemoteAddr(), isOperator);
    }

    private Answer<Account> account(@Nullable String id) {
        return id == null ? new Answer.Done<>(accounts.operator()) : accounts.get(id);
    }

    private static Answer<Caller> unauthenticated(String code, String message) {
        return new Answer.Refused<>(ApiError.unauthenticated(
                code,
                message + " The token is an account's own, made in the dashboard's settings, or the operator's:"
                        + " QNP_ADMIN_TOKEN, or what stands in the file admin-token of the data dir."));
    }
}
