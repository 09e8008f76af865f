package ai.qnp.core.provider.anthropic;

/** Anthropic's stop reasons in OpenAI's words; one that is not known stays visible. */
final class StopReasons {
    private StopReasons() {}

    /**
     * Gives the finish reason.
     *
     * @param called whether one of the client's tools was called
     * @param answered whether the tool was called that stands for the answer
     */
    static String finishReason(String stopReason, boolean called, boolean answered) {
        return switch (stopReason) {
            case "end_turn", "stop_sequence", "pause_turn" -> "stop";
            case "max_tokens", "model_context_window_exceeded" -> "length";
            case "tool_use" -> answered && !called ? "stop" : "tool_calls";
            case "refusal" -> "content_filter";
            default -> stopReason;
        };
    }
}
