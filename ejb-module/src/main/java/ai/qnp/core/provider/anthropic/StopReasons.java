package ai.qnp.core.provider.anthropic;

/** Anthropic's stop reasons in OpenAI's words; one that is not known stays visible. */
final class StopReasons {
    private StopReasons() {}

    static String finishReason(String stopReason) {
        return switch (stopReason) {
            case "end_turn", "stop_sequence", "pause_turn" -> "stop";
            case "max_tokens", "model_context_window_exceeded" -> "length";
            case "tool_use" -> "tool_calls";
            case "refusal" -> "content_filter";
            default -> stopReason;
        };
    }
}
