package ai.qnp.core.openai;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * An error as a client sees it, in OpenAI's envelope {@code {"error":{message,type,code,param}}}.
 *
 * @param status the HTTP status
 * @param type one of the contract's types
 * @param code the contract's code, or the provider's own
 * @param message what happened and what to do; never a secret
 * @param param the request field at fault
 * @param retryAfter set on every 429 and 503
 */
public record ApiError(
        int status,
        String type,
        String code,
        String message,
        @Nullable String param,
        @Nullable Duration retryAfter) {
    private static final Duration RESTART = Duration.ofSeconds(1);

    /** A 400, {@code invalid_request_error}. */
    public static ApiError invalid(String code, String message, @Nullable String param) {
        return invalid(400, code, message, param);
    }

    /** A client's fault with a status of its own: 400, 405, 413, 415, 422. */
    public static ApiError invalid(int status, String code, String message, @Nullable String param) {
        return new ApiError(status, "invalid_request_error", code, message, param, null);
    }

    /** A 401. */
    public static ApiError unauthenticated(String code, String message) {
        return new ApiError(401, "authentication_error", code, message, null, null);
    }

    /** A 402. */
    public static ApiError insufficientCredits(String code, String message) {
        return new ApiError(402, "insufficient_credits", code, message, null, null);
    }

    /** A 403. */
    public static ApiError forbidden(String code, String message) {
        return new ApiError(403, "permission_error", code, message, null, null);
    }

    /** A 404. */
    public static ApiError notFound(String code, String message, @Nullable String param) {
        return new ApiError(404, "not_found_error", code, message, param, null);
    }

    /** A path that is not served. */
    public static ApiError unknownEndpoint() {
        return notFound(
                "unknown_endpoint",
                "There is no such endpoint. Served are POST /v1/chat/completions, /v1/embeddings and"
                        + " /v1/images/generations, GET /v1/models and GET /v1/models/{id}; the base URL ends with /v1.",
                null);
    }

    /**
     * A path that is served, but not by that method.
     *
     * @param allow the {@code Allow} header
     */
    public static ApiError methodNotAllowed(@Nullable String allow) {
        return invalid(
                405, "method_not_allowed", "This endpoint does not take that method. It takes: " + allow + ".", null);
    }

    /** A model that the list of models does not have. */
    public static ApiError noSuchModel() {
        return notFound("model_not_found", "This key has no such model. GET /v1/models lists those it has.", "model");
    }

    /** A 429. */
    public static ApiError rateLimited(String code, String message, Duration retryAfter) {
        return new ApiError(429, "rate_limit_error", code, message, null, retryAfter);
    }

    /** A 500. */
    public static ApiError internal(String message) {
        return new ApiError(500, "server_error", "internal_error", message, null, null);
    }

    /** A fault of ours, whose cause is in the log. */
    public static ApiError bug() {
        return internal("Something is wrong inside QNP. Try again; the log has the cause.");
    }

    /** A 502. */
    public static ApiError upstream(String message) {
        return new ApiError(502, "upstream_error", "all_providers_failed", message, null, null);
    }

    /** A 503. */
    public static ApiError unavailable(String code, String message, Duration retryAfter) {
        return new ApiError(503, "service_unavailable", code, message, null, retryAfter);
    }

    /** A server that is being stopped, asked over a connection from before. A library that asks again opens another one. */
    public static ApiError shuttingDown() {
        return unavailable("shutting_down", "This server is being stopped. Try again in a moment.", RESTART);
    }

    /** The envelope. */
    public JsonText body() {
        ObjectNode envelope = Json.MAPPER.createObjectNode();
        envelope.putObject("error")
                .put("message", message)
                .put("type", type)
                .put("code", code)
                .put("param", param);
        return JsonText.of(Json.MAPPER.writeValueAsBytes(envelope));
    }
}
