package ai.qnp.core.provider.compatible;

import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.Headers;
import ai.qnp.core.provider.RetryAfter;
import ai.qnp.core.provider.VendorMessage;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * From an error to its failure class. The structured code decides, then the status; a message's text only where vendors
 * give nothing else, and only from its beginning, since a message may quote the prompt.
 */
final class ErrorClasses {
    /** How servers that send no code say it: vLLM, Together and others after OpenAI; llama.cpp; LM Studio. */
    private static final Pattern TOO_LONG = Pattern.compile("(?i)^(?:this model's maximum context length is \\d"
            + "|(?:the )?(?:prompt|input|request) (?:is too long|exceeds the (?:available|model's|maximum) context)"
            + "|trying to keep the first \\d+ tokens when context)");

    private ErrorClasses() {}

    /** An answer with a status that is no 2xx. */
    static Failure ofAnswer(int status, Headers headers, byte[] body, ErrorRules rules) {
        VendorError error = VendorError.read(body);
        return new Failure(
                failureClass(error, status, rules),
                status,
                VendorMessage.of(error.message(), status),
                error.code(),
                error.param(),
                RetryAfter.of(headers));
    }

    /** An error inside a 200: its status is the one it names, else the one its type stands for. */
    static Failure inBand(byte[] json, ErrorRules rules) {
        VendorError error = VendorError.read(json);
        Integer named = error.status();
        int status = named == null ? statusOf(error.type()) : named;
        return new Failure(
                failureClass(error, status, rules),
                status,
                VendorMessage.of(error.message(), status),
                error.code(),
                error.param(),
                null);
    }

    private static FailureClass failureClass(VendorError error, int status, ErrorRules rules) {
        FailureClass coded = firstOf(
                rules.byCode(error.code()), rules.byCode(error.type()), byCode(error.code()), byCode(error.type()));
        if (coded != null) {
            return coded;
        }
        String message = error.message();
        if (message == null || (status != 400 && status != 422)) {
            return FailureClass.ofStatus(status);
        }
        FailureClass worded = rules.byWording(message);
        if (worded != null) {
            return worded;
        }
        return TOO_LONG.matcher(message).find() ? FailureClass.CONTEXT_LENGTH_EXCEEDED : FailureClass.ofStatus(status);
    }

    private static @Nullable FailureClass firstOf(@Nullable FailureClass... classes) {
        for (FailureClass candidate : classes) {
            if (candidate != null) {
                return candidate;
            }
        }
        return null;
    }

    private static @Nullable FailureClass byCode(@Nullable String code) {
        return switch (code) {
            case "context_length_exceeded", "exceed_context_size_error" -> FailureClass.CONTEXT_LENGTH_EXCEEDED;
            case "insufficient_quota", "billing_hard_limit_reached" -> FailureClass.OUT_OF_QUOTA;
            case "rate_limit_exceeded" -> FailureClass.RATE_LIMITED;
            case "model_not_found", "model_decommissioned" -> FailureClass.MODEL_NOT_FOUND;
            case "invalid_api_key" -> FailureClass.CREDENTIAL_REJECTED;
            case null, default -> null;
        };
    }

    private static int statusOf(@Nullable String type) {
        return switch (type) {
            case "invalid_request_error" -> 400;
            case "authentication_error" -> 401;
            case "permission_error" -> 403;
            case "not_found_error" -> 404;
            case "rate_limit_error" -> 429;
            case "overloaded_error", "service_unavailable" -> 503;
            case null, default -> 500;
        };
    }
}
