package ai.qnp.core.provider.anthropic;

import ai.qnp.core.openai.Json;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.Headers;
import ai.qnp.core.provider.RetryAfter;
import ai.qnp.core.provider.VendorMessage;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Errors by their type (platform.claude.com/docs/en/api/errors, read 2026-11), else by the status. */
final class AnthropicErrors {
    /** Anthropic has no code for these: the message's beginning tells them, which never quotes a prompt. */
    private static final Pattern TOO_LONG = Pattern.compile(
            "^(?:prompt is too long\\b|input length and `max_tokens` exceed context limit|input is too long\\b)");

    private static final Pattern OUT_OF_CREDIT = Pattern.compile("^Your credit balance is too low\\b");

    private AnthropicErrors() {}

    static Failure ofAnswer(int status, Headers headers, byte[] body) {
        return failure(error(body), status, headers);
    }

    /** An error inside a 200. */
    static Failure inBand(JsonNode event) {
        JsonNode error = event.path("error");
        return failure(error, statusOf(error.path("type").asString("")), Headers.NONE);
    }

    private static JsonNode error(byte[] body) {
        try {
            return Json.MAPPER.readTree(body).path("error");
        } catch (JacksonException notJson) {
            return Json.MAPPER.missingNode();
        }
    }

    private static Failure failure(JsonNode error, int status, Headers headers) {
        String type = text(error, "type");
        String message = text(error, "message");
        return new Failure(
                failureClass(type, message, status),
                status,
                VendorMessage.of(message, status),
                type,
                null,
                RetryAfter.of(headers));
    }

    private static FailureClass failureClass(@Nullable String type, @Nullable String message, int status) {
        return switch (type) {
            case "invalid_request_error" -> invalidRequest(message, status);
            case "authentication_error", "permission_error" -> FailureClass.CREDENTIAL_REJECTED;
            case "billing_error" -> FailureClass.OUT_OF_QUOTA;
            case "not_found_error" -> FailureClass.MODEL_NOT_FOUND;
            case "rate_limit_error" -> FailureClass.RATE_LIMITED;
            case "overloaded_error" -> FailureClass.OVERLOADED;
            case "api_error", "timeout_error" -> FailureClass.SERVER_ERROR;
            case null, default -> FailureClass.ofStatus(status);
        };
    }

    private static FailureClass invalidRequest(@Nullable String message, int status) {
        if (message != null && TOO_LONG.matcher(message).find()) {
            return FailureClass.CONTEXT_LENGTH_EXCEEDED;
        }
        if (message != null && OUT_OF_CREDIT.matcher(message).find()) {
            return FailureClass.OUT_OF_QUOTA;
        }
        return FailureClass.ofStatus(status);
    }

    private static int statusOf(String type) {
        return switch (type) {
            case "invalid_request_error" -> 400;
            case "authentication_error" -> 401;
            case "billing_error" -> 402;
            case "permission_error" -> 403;
            case "not_found_error" -> 404;
            case "request_too_large" -> 413;
            case "rate_limit_error" -> 429;
            case "timeout_error" -> 504;
            case "overloaded_error" -> 529;
            default -> 500;
        };
    }

    private static @Nullable String text(JsonNode error, String field) {
        return error.path(field).isString() ? error.path(field).asString() : null;
    }
}
