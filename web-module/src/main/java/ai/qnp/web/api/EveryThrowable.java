package ai.qnp.web.api;

import ai.qnp.core.openai.ApiError;
import jakarta.annotation.Priority;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Puts every error that the relay did not word itself into the contract's envelope. */
@Provider
@Priority(1)
public class EveryThrowable implements ExceptionMapper<Throwable> {
    private static final Logger LOG = Logger.getLogger(EveryThrowable.class.getName());

    @Override
    public Response toResponse(Throwable thrown) {
        return switch (thrown) {
            case NotFoundException notFound -> ApiAnswer.of(ApiError.unknownEndpoint());
            case NotAllowedException notAllowed -> {
                String allow = notAllowed.getResponse().getHeaderString(HttpHeaders.ALLOW);
                yield Response.fromResponse(ApiAnswer.of(ApiError.methodNotAllowed(allow)))
                        .header(HttpHeaders.ALLOW, allow)
                        .build();
            }
            case WebApplicationException other
            when other.getResponse().getStatus() < 500 ->
                ApiAnswer.of(ApiError.invalid(
                        other.getResponse().getStatus(),
                        "invalid_request",
                        "The request can't be understood. See the API description.",
                        null));
            case RejectedExecutionException stopping -> ApiAnswer.of(ApiError.shuttingDown());
            default -> {
                LOG.log(Level.SEVERE, "A request failed by a bug", thrown);
                yield ApiAnswer.of(ApiError.bug());
            }
        };
    }
}
