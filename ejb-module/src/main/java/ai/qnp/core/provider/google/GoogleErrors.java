package ai.qnp.core.provider.google;

import ai.qnp.core.openai.Json;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.Headers;
import ai.qnp.core.provider.RetryAfter;
import ai.qnp.core.provider.VendorMessage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Errors by their reason and status word (google.rpc.Status, ai.google.dev/gemini-api/docs/troubleshooting, read
 * 2026-11), else by the status. Google says 400 for many things: there the message's beginning decides, which never
 * quotes a prompt.
 */
final class GoogleErrors {
    private static final Pattern TOO_LONG = Pattern.compile(
            "(?i)^(?:unable to submit request because )?(?:the )?input token count .{0,80}(?:exceeds|only supports up to)");
    private static final Pattern NO_MODEL = Pattern.compile(
            "(?i)^(?:models/\\S+ is not found|(?:\\* )?GenerateContentRequest\\.model: unexpected model name|"
                    + "(?:this model |models/)\\S+ is no longer available)");
    private static final Pattern NO_MONEY =
            Pattern.compile("(?i)^Your prepa(?:id|yment) credits are depleted|please enable billing");
    private static final Pattern NOT_HERE = Pattern.compile("^User location is not supported");
    /** A wrong file or cache of the client's, which Google calls forbidden: the key is not at fault. */
    private static final Pattern NO_FILE =
            Pattern.compile("^(?:You do not have permission to access the File|CachedContent not found)");

    private static final Pattern DELAY = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)s");

    private GoogleErrors() {}

    static Failure ofAnswer(int status, Headers headers, byte[] body) {
        return failure(error(tree(body)), status, RetryAfter.of(headers));
    }

    /** Whether a 200 is none. */
    static boolean isError(JsonNode answer) {
        return error(answer).isObject();
    }

    /** An error inside a 200. */
    static Failure inBand(JsonNode answer) {
        JsonNode error = error(answer);
        int code = error.path("code").asInt(0);
        return failure(error, code >= 400 && code < 600 ? code : statusOf(text(error, "status")), null);
    }

    private static JsonNode tree(byte[] body) {
        try {
            return Json.MAPPER.readTree(body);
        } catch (JacksonException notJson) {
            return Json.MAPPER.missingNode();
        }
    }

    /** Some methods answer with an array of one. */
    private static JsonNode error(JsonNode root) {
        return (root.isArray() ? root.path(0) : root).path("error");
    }

    private static Failure failure(JsonNode error, int status, @Nullable Duration asked) {
        String word = text(error, "status");
        String message = text(error, "message");
        String reason = reason(error.path("details"));
        return new Failure(
                failureClass(reason, word, message == null ? "" : message, status),
                status,
                VendorMessage.of(message, status),
                reason == null ? word : reason,
                null,
                asked == null ? delay(error.path("details")) : asked);
    }

    private static FailureClass failureClass(
            @Nullable String reason, @Nullable String word, String message, int status) {
        if (reason != null && reason.startsWith("API_KEY_")) {
            return FailureClass.CREDENTIAL_REJECTED;
        }
        if (NO_MONEY.matcher(message).find()) {
            return FailureClass.OUT_OF_QUOTA;
        }
        return switch (word) {
            case "INVALID_ARGUMENT", "FAILED_PRECONDITION", "OUT_OF_RANGE" -> badRequest(message, status);
            case "UNAUTHENTICATED" -> FailureClass.CREDENTIAL_REJECTED;
            case "PERMISSION_DENIED" ->
                NO_FILE.matcher(message).find() ? FailureClass.INVALID_REQUEST : FailureClass.CREDENTIAL_REJECTED;
            case "NOT_FOUND" -> FailureClass.MODEL_NOT_FOUND;
            case "RESOURCE_EXHAUSTED" -> FailureClass.RATE_LIMITED;
            case "UNAVAILABLE" -> FailureClass.OVERLOADED;
            case "INTERNAL", "UNKNOWN", "ABORTED", "DEADLINE_EXCEEDED", "CANCELLED" -> FailureClass.SERVER_ERROR;
            case null, default -> FailureClass.ofStatus(status);
        };
    }

    private static FailureClass badRequest(String message, int status) {
        if (TOO_LONG.matcher(message).find()) {
            return FailureClass.CONTEXT_LENGTH_EXCEEDED;
        }
        if (NO_MODEL.matcher(message).find()) {
            return FailureClass.MODEL_NOT_FOUND;
        }
        if (message.startsWith("API key not valid") || NOT_HERE.matcher(message).find()) {
            return FailureClass.CREDENTIAL_REJECTED;
        }
        return FailureClass.ofStatus(status);
    }

    private static int statusOf(@Nullable String word) {
        return switch (word) {
            case "INVALID_ARGUMENT", "FAILED_PRECONDITION", "OUT_OF_RANGE" -> 400;
            case "UNAUTHENTICATED" -> 401;
            case "PERMISSION_DENIED" -> 403;
            case "NOT_FOUND" -> 404;
            case "RESOURCE_EXHAUSTED" -> 429;
            case "UNAVAILABLE" -> 503;
            case "DEADLINE_EXCEEDED" -> 504;
            case null, default -> 500;
        };
    }

    /** {@code google.rpc.ErrorInfo}. */
    private static @Nullable String reason(JsonNode details) {
        for (JsonNode detail : details) {
            if (detail.path("@type").asString("").endsWith("google.rpc.ErrorInfo")) {
                return text(detail, "reason");
            }
        }
        return null;
    }

    /** {@code google.rpc.RetryInfo}: seconds with an {@code s}. */
    private static @Nullable Duration delay(JsonNode details) {
        for (JsonNode detail : details) {
            Matcher seconds = DELAY.matcher(detail.path("retryDelay").asString(""));
            if (seconds.matches()) {
                Duration asked = Duration.ofMillis(
                        new BigDecimal(seconds.group(1)).movePointRight(3).longValue());
                return asked.compareTo(RetryAfter.LONGEST) > 0 ? RetryAfter.LONGEST : asked;
            }
        }
        return null;
    }

    private static @Nullable String text(JsonNode node, String field) {
        return node.path(field).isString() ? node.path(field).asString() : null;
    }
}
