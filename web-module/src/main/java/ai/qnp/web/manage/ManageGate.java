package ai.qnp.web.manage;

import ai.qnp.core.access.Randomness;
import ai.qnp.core.openai.ApiError;
import ai.qnp.ee.admin.Account;
import ai.qnp.ee.admin.AccountService;
import ai.qnp.ee.admin.Actor;
import ai.qnp.ee.admin.AdminToken;
import ai.qnp.ee.admin.Answer;
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

/** Lets in who has the operator's token, before anything else is looked at, and numbers every call. */
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
    private AccountService accounts;

    @Inject
    private Randomness randomness;

    @Context
    private HttpServletRequest connection;

    @Override
    public void filter(ContainerRequestContext request) {
        request.setProperty(REQUEST_ID, "req_" + HexFormat.of().formatHex(randomness.bytes(ID_BYTES)));
        ApiError refusal = tokenRefusal(request.getHeaderString("Authorization"));
        if (refusal != null) {
            request.abortWith(Replies.error(refusal));
            return;
        }
        switch (account(request.getUriInfo().getQueryParameters().getFirst("account"))) {
            case Answer.Refused<Account> unknown -> request.abortWith(Replies.error(unknown.error()));
            case Answer.Done<Account> found -> {
                Actor actor = new Actor("admin-token", connection.getRemoteAddr());
                Caller caller = new Caller(found.value().id(), actor);
                request.setSecurityContext(caller.securityContext(connection.isSecure()));
            }
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        response.getHeaders().putSingle(REQUEST_ID, request.getProperty(REQUEST_ID));
        response.getHeaders().putSingle("Cache-Control", "no-store");
    }

    private @Nullable ApiError tokenRefusal(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return ApiError.unauthenticated(
                    "missing_token",
                    "The management API needs the header 'Authorization: Bearer <admin token>'. The token is"
                            + " QNP_ADMIN_TOKEN, or stands in the file admin-token of the data dir.");
        }
        return adminToken.matches(header.substring(SCHEME.length()).strip())
                ? null
                : ApiError.unauthenticated(
                        "invalid_token",
                        "This is not the admin token. It is QNP_ADMIN_TOKEN, or stands in the file admin-token of the"
                                + " data dir.");
    }

    private Answer<Account> account(@Nullable String id) {
        return id == null ? new Answer.Done<>(accounts.operator()) : accounts.get(id);
    }
}
