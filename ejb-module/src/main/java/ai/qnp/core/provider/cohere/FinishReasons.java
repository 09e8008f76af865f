package ai.qnp.core.provider.cohere;

/** Cohere's finish reasons in OpenAI's words; one that is not known stays visible. */
final class FinishReasons {
    private FinishReasons() {}

    static String inOpenAisWords(String finishReason) {
        return switch (finishReason) {
            case "COMPLETE", "STOP_SEQUENCE" -> "stop";
            case "MAX_TOKENS" -> "length";
            case "TOOL_CALL" -> "tool_calls";
            default -> finishReason;
        };
    }

    /** Whether it says that the answer failed rather than ended. */
    static boolean isFailure(String finishReason) {
        return finishReason.startsWith("ERROR")
                || finishReason.startsWith("INVALID_")
                || finishReason.equals("TIMEOUT");
    }
}
