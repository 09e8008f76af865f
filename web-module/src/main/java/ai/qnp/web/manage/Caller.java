package ai.qnp.web.manage;

import ai.qnp.ee.admin.Actor;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/**
 * Who calls, and on whose account.
 *
 * @param accountId the account that the call is about
 * @param isOperator whether the call has the operator's token, which acts on any account
 * @param actor for the audit
 */
record Caller(String accountId, boolean isOperator, Actor actor) implements Principal {
    /** The caller that {@link ManageGate} let in. */
    static Caller of(SecurityContext security) {
        return (Caller) security.getUserPrincipal();
    }

    @Override
    public String getName() {
        return actor.name();
    }

    /** This caller as the server's security context. */
    SecurityContext securityContext(boolean secure) {
        return new SecurityContext() {
            @Override
            public Principal getUserPrincipal() {
                return Caller.this;
            }

            @Override
            public boolean isUserInRole(String role) {
                return false;
            }

            @Override
            public boolean isSecure() {
                return secure;
            }

            @Override
            public String getAuthenticationScheme() {
                return "Bearer";
            }
        };
    }
}
