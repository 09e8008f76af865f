package ai.qnp.core.provider.anthropic;

import ai.qnp.core.provider.EncodingNotes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code reasoning_effort} in the words that the model's version takes; an explicit {@code thinking} passes as it is. */
final class ThinkingSetting {
    private static final long SMALLEST_BUDGET = 1024;

    private final ClaudeVersion version;
    private final OutputCap caps;
    private final EncodingNotes notes;

    ThinkingSetting(ClaudeVersion version, OutputCap caps, EncodingNotes notes) {
        this.version = version;
        this.caps = caps;
        this.notes = notes;
    }

    /** Whether the client says itself that the model shall think. */
    static boolean isAskedFor(JsonNode source) {
        JsonNode explicit = source.path("thinking");
        return explicit.isObject() && !explicit.path("type").asString("").equals("disabled");
    }

    /** Writes {@code thinking} and {@code max_tokens}, which must be larger than a budget. */
    void write(ObjectNode request, JsonNode source, Conversation conversation) {
        JsonNode explicit = source.path("thinking");
        JsonNode newer = source.path("max_completion_tokens");
        JsonNode cap = newer.isIntegralNumber() ? newer : source.path("max_tokens");
        long budget = 0;
        if (explicit.isObject()) {
            request.set("thinking", explicit);
            budget = explicit.path("budget_tokens").asLong(0);
        } else if (source.path("reasoning_effort").isString()) {
            long room = cap.isIntegralNumber() ? cap.asLong() : Long.MAX_VALUE;
            budget = effort(request, source, room, conversation);
        }
        request.put("max_tokens", cap.isIntegralNumber() ? cap.asLong() : caps.forThinking(budget));
    }

    private long effort(ObjectNode request, JsonNode source, long room, Conversation conversation) {
        String effort = source.path("reasoning_effort").asString();
        if (effort.equals("none")) {
            return 0;
        }
        return switch (version.thinking()) {
            case NONE -> left();
            case BY_EFFORT -> byEffort(request, effort);
            case BY_BUDGET -> {
                long budget = Math.min(budget(effort), room - 1);
                boolean fits = budget >= SMALLEST_BUDGET && !isForced(request) && !conversation.toolTurnLacksThinking();
                yield fits ? byBudget(request, budget) : left();
            }
        };
    }

    private long left() {
        notes.dropped("reasoning_effort");
        return 0;
    }

    private long byBudget(ObjectNode request, long budget) {
        request.putObject("thinking").put("type", "enabled").put("budget_tokens", budget);
        return budget;
    }

    private long byEffort(ObjectNode request, String effort) {
        if (isForced(request)) {
            return left();
        }
        request.putObject("thinking").put("type", "adaptive");
        String level = switch (effort) {
            case "minimal" -> "low";
            case "low", "medium", "high" -> effort;
            default -> "high";
        };
        if (!level.equals(effort)) {
            notes.dropped("reasoning_effort");
        }
        request.withObject("output_config").put("effort", level);
        return 0;
    }

    /** A forced tool and thinking exclude each other; the tool changes the result, thinking only tunes it. */
    private static boolean isForced(ObjectNode request) {
        String choice = request.path("tool_choice").path("type").asString("");
        return choice.equals("any") || choice.equals("tool");
    }

    private static long budget(String effort) {
        return switch (effort) {
            case "minimal", "low" -> SMALLEST_BUDGET;
            case "medium" -> 4096;
            default -> 16_384;
        };
    }
}
