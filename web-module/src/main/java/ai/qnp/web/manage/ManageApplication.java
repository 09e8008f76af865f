package ai.qnp.web.manage;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** Everything below {@code /manage}. Lists its classes, so that the other applications' stay out and these in. */
@ApplicationPath("/manage")
public class ManageApplication extends Application {
    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(
                AccountsResource.class,
                AuditResource.class,
                BillingResource.class,
                CredentialsResource.class,
                LedgerResource.class,
                KeysResource.class,
                ChainResource.class,
                SageResource.class,
                SystemResource.class,
                UsageResource.class,
                RequestsResource.class,
                PricesResource.class,
                ProvidersResource.class,
                TokensResource.class,
                OperatorGate.class,
                ManageGate.class,
                ManageErrors.class);
    }
}
