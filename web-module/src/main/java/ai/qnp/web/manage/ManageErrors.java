package ai.qnp.web.manage;

import ai.qnp.core.openai.ApiError;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Whatever was thrown, in the contract's envelope. For {@code Exception} and not {@code Throwable}: the metrics feature
 * brings a mapper for the latter, and the nearer one wins.
 */
@Provider
public class ManageErrors implements ExceptionMapper<Exception> {
    private static final System.Logger LOG = System.getLogger(ManageErrors.class.getName());

    @Context
    private UriInfo uri;

    @Override
    public Response toResponse(Exception thrown) {
        if (thrown instanceof WebApplicationException http && http.getResponse().getStatus() < 500) {
            return clientError(http);
        }
        LOG.log(System.Logger.Level.ERROR, "a management call failed", thrown);
        return Replies.error(
                isOfTheDatabase(thrown)
                        ? ApiError.unavailable(
                                "storage_unavailable",
                                "The database can't be reached at the moment. Try again.",
                                Duration.ofSeconds(5))
                        : ApiError.internal("Something went wrong here; the server's log has the details under this"
                                + " answer's time."));
    }

    private Response clientError(WebApplicationException http) {
        int status = http.getResponse().getStatus();
        return switch (status) {
            case 404 ->
                Replies.error(ApiError.notFound(
                        "unknown_endpoint",
                        "The management API has no path '" + uri.getRequestUri().getPath() + "'.",
                        null));
            case 405 -> {
                String allow = String.valueOf(http.getResponse().getHeaderString("Allow"));
                ApiError error =
                        ApiError.invalid(405, "method_not_allowed", "This path takes the methods " + allow + ".", null);
                yield Response.fromResponse(Replies.error(error))
                        .header("Allow", allow)
                        .build();
            }
            case 415 ->
                Replies.error(ApiError.invalid(
                        415, "unsupported_media_type", "Send the body as 'Content-Type: application/json'.", null));
            case 406 ->
                Replies.error(ApiError.invalid(
                        406, "not_acceptable", "Answers are JSON: leave 'Accept' out, or accept it.", null));
            default ->
                Replies.error(ApiError.invalid(
                        status, "invalid_request", "The request can't be read: HTTP " + status + ".", null));
        };
    }

    private static boolean isOfTheDatabase(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException) {
                return true;
            }
        }
        return false;
    }
}
