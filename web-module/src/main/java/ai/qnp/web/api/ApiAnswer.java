package ai.qnp.web.api;

import ai.qnp.core.openai.ApiError;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;

/** An error as a JAX-RS response. */
final class ApiAnswer {
    private ApiAnswer() {}

    static Response of(ApiError error) {
        Response.ResponseBuilder builder = Response.status(error.status())
                .type(MediaType.APPLICATION_JSON)
                .entity(error.body().toString());
        Duration retryAfter = error.retryAfter();
        if (retryAfter != null) {
            builder.header(HttpHeaders.RETRY_AFTER, retryAfter.toSeconds());
        }
        return builder.build();
    }
}
