package ai.qnp.web.webhooks;

import ai.qnp.core.openai.ApiError;
import ai.qnp.core.openai.Json;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.payments.PaymentEvents;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** {@code /webhooks/stripe}: Stripe tells what was paid. */
@Path("stripe")
@RequestScoped
public class StripeWebhook {
    /** Stripe's events have a few kilobytes. */
    private static final int MAX_BYTES = 1 << 20;

    @Inject
    private PaymentEvents events;

    @Context
    private HttpServletRequest connection;

    /** Takes an event in. Whatever is not 2xx, Stripe sends again for three days. */
    @POST
    public Response receive(@HeaderParam("Stripe-Signature") @Nullable String signature, InputStream body)
            throws IOException {
        byte[] bytes = body.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            return error(ApiError.invalid(413, "request_too_large", "No event is larger than 1 MB.", null));
        }
        return switch (events.receive(bytes, signature, connection.getRemoteAddr())) {
            case Answer.Done<String> done ->
                Response.ok(
                                Json.MAPPER.writeValueAsBytes(
                                        Json.MAPPER.createObjectNode().put("outcome", done.value())),
                                MediaType.APPLICATION_JSON_TYPE)
                        .build();
            case Answer.Refused<String> refused -> error(refused.error());
        };
    }

    static Response error(ApiError error) {
        Response.ResponseBuilder response = Response.status(error.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(error.body().utf8());
        if (error.retryAfter() != null) {
            response.header("Retry-After", Math.max(1, error.retryAfter().toSeconds()));
        }
        return response.build();
    }
}
