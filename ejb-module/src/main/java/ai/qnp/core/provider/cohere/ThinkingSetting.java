package ai.qnp.core.provider.cohere;

import ai.qnp.core.openai.Json;
import ai.qnp.core.provider.EncodingContext;
import ai.qnp.core.provider.EncodingNotes;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code reasoning_effort} as a thinking budget (docs.cohere.com/docs/reasoning, read 2026-11). Models that can think do so
 * unless told otherwise; the others refuse the setting.
 */
final class ThinkingSetting {
    private static final String FIELD = "thinking";
    private static final String EFFORT = "reasoning_effort";
    private static final long NO_LIMIT = 0;

    private ThinkingSetting() {}

    static void write(
            ObjectNode request, JsonNode source, @Nullable Long cap, EncodingContext context, EncodingNotes notes) {
        if (source.path(FIELD) instanceof ObjectNode explicit) {
            request.set(FIELD, ofOtherWords(explicit));
            return;
        }
        String effort = source.path(EFFORT).asString("");
        if (effort.isEmpty()) {
            return;
        }
        if (canThink(context)) {
            request.set(FIELD, setting(effort, cap == null ? Long.MAX_VALUE : cap));
        } else if (!effort.equals("none")) {
            notes.dropped(EFFORT);
        }
    }

    private static ObjectNode setting(String effort, long cap) {
        if (effort.equals("none")) {
            return Json.MAPPER.createObjectNode().put("type", "disabled");
        }
        ObjectNode setting = Json.MAPPER.createObjectNode().put("type", "enabled");
        long budget = budget(effort);
        if (budget != NO_LIMIT) {
            // the cap counts thinking, too: something must be left to say
            setting.put("token_budget", Math.max(1, Math.min(budget, cap / 2)));
        }
        return setting;
    }

    private static long budget(String effort) {
        return switch (effort) {
            case "minimal", "low" -> 1024;
            case "medium" -> 4096;
            default -> NO_LIMIT;
        };
    }

    /** The same setting as Anthropic's clients write it is understood. */
    private static ObjectNode ofOtherWords(ObjectNode explicit) {
        ObjectNode setting = explicit.deepCopy();
        JsonNode budget = setting.remove("budget_tokens");
        if (budget != null && !setting.has("token_budget")) {
            setting.set("token_budget", budget);
        }
        return setting;
    }

    private static boolean canThink(EncodingContext context) {
        if (context.facts() != null && context.facts().supports().containsKey("reasoning")) {
            return Boolean.TRUE.equals(context.facts().supports().get("reasoning"));
        }
        return context.model().contains("reasoning") || context.model().startsWith("command-a-plus");
    }
}
