package ai.qnp.core.provider.anthropic;

import ai.qnp.core.openai.Json;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tool calls of earlier turns, on their way back to Anthropic. */
final class ToolUse {
    private static final Pattern NOT_IN_IDS = Pattern.compile("[^a-zA-Z0-9_-]");

    private ToolUse() {}

    static void add(ArrayNode blocks, JsonNode call) {
        JsonNode function = call.path("function");
        blocks.addObject()
                .put("type", "tool_use")
                .put("id", id(call.path("id").asString("")))
                .put("name", function.path("name").asString(""))
                .set("input", input(function.path("arguments").asString("")));
    }

    /** Anthropic's ids have few characters; another vendor's, from an earlier turn, becomes the same one each time. */
    static String id(String id) {
        String clean = NOT_IN_IDS.matcher(id).replaceAll("_");
        return clean.equals(id) && !id.isEmpty() ? id : clean + "_" + Integer.toHexString(id.hashCode());
    }

    /** Anthropic wants an object; arguments that are none are kept inside one. */
    private static ObjectNode input(String arguments) {
        try {
            if (arguments.isBlank()) {
                return Json.MAPPER.createObjectNode();
            }
            if (Json.MAPPER.readTree(arguments) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException broken) {
            // a model may have written half a JSON text; it is kept as it is
        }
        return Json.MAPPER.createObjectNode().put("arguments", arguments);
    }
}
