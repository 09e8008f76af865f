package ai.qnp.web.webhooks;

import ai.qnp.core.openai.ApiError;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;

/** Whatever was thrown: nothing was stored, and the sender should try again. */
@Provider
public class WebhookErrors implements ExceptionMapper<Exception> {
    private static final System.Logger LOG = System.getLogger(WebhookErrors.class.getName());
    private static final int SERVER_ERROR = 500;

    @Override
    public Response toResponse(Exception thrown) {
        if (thrown instanceof WebApplicationException http && http.getResponse().getStatus() < SERVER_ERROR) {
            return http.getResponse();
        }
        LOG.log(System.Logger.Level.ERROR, "an event could not be taken in; its sender will try again", thrown);
        return StripeWebhook.error(ApiError.unavailable(
                "storage_unavailable", "The event could not be stored. Send it again.", Duration.ofSeconds(5)));
    }
}
