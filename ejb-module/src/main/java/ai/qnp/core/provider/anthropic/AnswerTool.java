package ai.qnp.core.provider.anthropic;

import ai.qnp.core.openai.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A schema for models that have none of their own: a tool whose input is the answer. Nothing is remembered from the
 * request: the answer is known by the tool's name, which no client's tool may have.
 */
final class AnswerTool {
    static final String NAME = "qnp_answer";

    private static final String DESCRIPTION =
            "Gives the final answer. Call it once, with the whole answer as its input.";
    private static final String INSTRUCTION = "Give your final answer by calling the tool " + NAME + ".";

    private AnswerTool() {}

    static boolean isCalledBy(JsonNode block) {
        return block.path("name").asString("").equals(NAME);
    }

    /**
     * Adds the tool and has the model call it, or one of the client's own tools where it may. A client that forces a tool
     * waits for that one and for no answer.
     */
    static void write(
            ObjectNode request, JsonNode format, ObjectNode schema, Conversation conversation, boolean thinks) {
        ObjectNode choice =
                request.path("tool_choice") instanceof ObjectNode given ? given : Json.MAPPER.createObjectNode();
        String chosen = choice.path("type").asString("auto");
        if (chosen.equals("any") || chosen.equals("tool")) {
            return;
        }
        boolean mayCallOthers = request.has("tools") && !chosen.equals("none");
        ArrayNode tools = request.withArray("tools");
        tools.addObject()
                .put("name", NAME)
                .put("description", format.path("description").asString(DESCRIPTION))
                .set("input_schema", schema);
        if (thinks) {
            // a model that thinks can't be forced
            conversation.addSystem(INSTRUCTION);
            choice.put("type", "auto");
        } else if (mayCallOthers) {
            choice.put("type", "any");
        } else {
            choice.removeAll().put("type", "tool").put("name", NAME);
        }
        request.set("tool_choice", choice);
    }
}
