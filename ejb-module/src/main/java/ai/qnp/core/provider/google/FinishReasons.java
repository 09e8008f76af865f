package ai.qnp.core.provider.google;

import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.VendorMessage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Google's finish reasons in OpenAI's words; one that is not known stays visible. */
final class FinishReasons {
    static final String BLOCKED = "content_filter";

    private FinishReasons() {}

    /** Google's word in a candidate; null when there is none yet. */
    static @Nullable String given(JsonNode candidate) {
        String reason = candidate.path("finishReason").asString("");
        return reason.isEmpty() || reason.equals("FINISH_REASON_UNSPECIFIED") ? null : reason;
    }

    static String of(String given, boolean anyCall) {
        return switch (given) {
            case "STOP" -> anyCall ? "tool_calls" : "stop";
            case "MAX_TOKENS" -> "length";
            case "SAFETY",
                    "RECITATION",
                    "BLOCKLIST",
                    "PROHIBITED_CONTENT",
                    "SPII",
                    "IMAGE_SAFETY",
                    "IMAGE_PROHIBITED_CONTENT",
                    "IMAGE_RECITATION",
                    "MODEL_ARMOR",
                    "LANGUAGE" -> BLOCKED;
            case "MALFORMED_FUNCTION_CALL", "UNEXPECTED_TOOL_CALL" -> anyCall ? "tool_calls" : given;
            default -> given;
        };
    }

    /** Why an answer that ends so is none; null for an answer. */
    static @Nullable Failure failure(String given, boolean anyCall, String finishMessage) {
        boolean isFailure =
                !anyCall && (given.equals("MALFORMED_FUNCTION_CALL") || given.equals("UNEXPECTED_TOOL_CALL"));
        if (!isFailure) {
            return null;
        }
        String message = finishMessage.isEmpty() ? "Google's answer ended with " + given : finishMessage;
        return new Failure(FailureClass.INVALID_ANSWER, null, VendorMessage.clean(message), given, null, null);
    }

    /** Whether Google blocked the prompt and gave no answer for that reason. */
    static boolean isBlocked(JsonNode answer) {
        String reason = answer.path("promptFeedback").path("blockReason").asString("");
        return !reason.isEmpty()
                && !reason.equals("BLOCK_REASON_UNSPECIFIED")
                && answer.path("candidates").isEmpty();
    }
}
