package ai.qnp.web.manage;

import ai.qnp.core.openai.ApiError;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

/** Keeps accounts' own tokens from every call that is not declared to be for them. */
@Provider
@Priority(Priorities.AUTHORIZATION)
@ApplicationScoped
public class OperatorGate implements ContainerRequestFilter {
    @Context
    private ResourceInfo called;

    @Override
    public void filter(ContainerRequestContext request) {
        boolean isForAccounts = called.getResourceMethod().isAnnotationPresent(ForAccounts.class)
                || called.getResourceClass().isAnnotationPresent(ForAccounts.class);
        if (!isForAccounts && !Caller.of(request.getSecurityContext()).isOperator()) {
            request.abortWith(Replies.error(
                    ApiError.forbidden("operator_only", "Only the operator may do this, with the admin token.")));
        }
    }
}
