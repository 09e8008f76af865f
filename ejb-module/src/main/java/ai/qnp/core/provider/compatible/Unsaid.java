package ai.qnp.core.provider.compatible;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Values that many clients send and that say no more than leaving the field out. */
final class Unsaid {
    private Unsaid() {}

    /** Whether a field of a request is there and asks for anything. */
    static boolean isSaid(String name, ObjectNode request) {
        JsonNode value = request.path(name);
        if (value.isMissingNode() || value.isNull() || (value.isContainer() && value.isEmpty())) {
            return false;
        }
        return switch (name) {
            case "n", "temperature", "top_p" -> !(value.isNumber() && value.doubleValue() == 1);
            case "presence_penalty", "frequency_penalty", "top_logprobs" ->
                !(value.isNumber() && value.doubleValue() == 0);
            case "logprobs", "store", "stream" -> !value.isBoolean() || value.booleanValue();
            case "parallel_tool_calls" -> !value.isBoolean() || !value.booleanValue();
            case "service_tier" -> !value.asString("").equals("auto");
            case "response_format" -> !value.path("type").asString("").equals("text");
            case "modalities" ->
                value.size() != 1 || !value.path(0).asString("").equals("text");
            case "tool_choice" -> request.has("tools") || !value.asString("").equals("none");
            case "function_call" -> request.has("functions");
            case "stream_options" -> false;
            default -> true;
        };
    }
}
