package ai.qnp.core.provider.cohere;

import ai.qnp.core.openai.Json;
import ai.qnp.core.openai.VendorMarks;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Thinking and tool plans on their way through a client's conversation and back. Cohere's models go on better in a tool
 * turn that brings its plan back; no other vendor may see it.
 */
final class ReasoningDetails {
    static final String FIELD = "reasoning_details";
    static final String THINKING = "thinking";
    static final String PLAN = "tool_plan";

    private ReasoningDetails() {}

    /** The beginning of an entry, or all of it. */
    static ObjectNode entry(String type, int index, String text) {
        ObjectNode entry = Json.MAPPER.createObjectNode().put("index", index).put("type", type);
        VendorMarks.mark(entry, Cohere.ID);
        return entry.put(type, text);
    }

    /** More of an entry that was begun: without the mark, which clients would join like a text. */
    static ObjectNode piece(String type, int index, String text) {
        return Json.MAPPER
                .createObjectNode()
                .put("index", index)
                .put("type", type)
                .put(type, text);
    }

    static void addThinkingBack(ArrayNode items, JsonNode message) {
        for (JsonNode entry : message.path(FIELD)) {
            String text = entry.path(THINKING).asString("");
            if (isOurs(entry, THINKING) && !text.isEmpty()) {
                items.addObject().put("type", THINKING).put(THINKING, text);
            }
        }
    }

    static void addPlanBack(ObjectNode turn, JsonNode message) {
        StringBuilder plan = new StringBuilder();
        for (JsonNode entry : message.path(FIELD)) {
            if (isOurs(entry, PLAN)) {
                plan.append(entry.path(PLAN).asString(""));
            }
        }
        if (!plan.isEmpty() && !message.path("tool_calls").isEmpty()) {
            turn.put(PLAN, plan.toString());
        }
    }

    private static boolean isOurs(JsonNode entry, String type) {
        return VendorMarks.isMarked(entry, Cohere.ID)
                && entry.path("type").asString("").equals(type);
    }
}
