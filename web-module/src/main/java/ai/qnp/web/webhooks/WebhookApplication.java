package ai.qnp.web.webhooks;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** Everything below {@code /webhooks}. Lists its classes, so that the other applications' stay out and these in. */
@ApplicationPath("/webhooks")
public class WebhookApplication extends Application {
    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(StripeWebhook.class, WebhookErrors.class);
    }
}
