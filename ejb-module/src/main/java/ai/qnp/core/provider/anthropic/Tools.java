package ai.qnp.core.provider.anthropic;

import ai.qnp.core.openai.Json;
import ai.qnp.core.provider.EncodingNotes;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tools and the choice among them. */
final class Tools {
    private final EncodingNotes notes;

    Tools(EncodingNotes notes) {
        this.notes = notes;
    }

    /** Writes {@code tools} and {@code tool_choice}. */
    void write(ObjectNode request, JsonNode source) {
        JsonNode given = source.path("tools");
        if (given.isEmpty()) {
            return;
        }
        JsonNode choice = source.path("tool_choice");
        Set<String> allowed = allowed(choice);
        ArrayNode tools = request.putArray("tools");
        int index = 0;
        for (JsonNode tool : given) {
            add(tools, tool, "tools[" + index + "]", allowed);
            index++;
        }
        ObjectNode chosen = choice(choice);
        if (source.path("parallel_tool_calls").isBoolean()
                && !source.path("parallel_tool_calls").asBoolean()) {
            chosen = chosen == null ? type("auto") : chosen;
            if (!chosen.path("type").asString().equals("none")) {
                chosen.put("disable_parallel_tool_use", true);
            }
        }
        if (chosen != null) {
            request.set("tool_choice", chosen);
        }
    }

    private void add(ArrayNode tools, JsonNode tool, String path, @Nullable Set<String> allowed) {
        String type = tool.path("type").asString("");
        if (type.equals("function")) {
            JsonNode function = tool.path("function");
            if (AnswerTool.isCalledBy(function)) {
                notes.unsupported(
                        path + ".function.name", "tool of the name " + AnswerTool.NAME + ", which is QNP's own");
            }
            if (allowed == null || allowed.contains(function.path("name").asString(""))) {
                tools.add(function(tool, function));
            }
        } else if (type.equals("custom") && tool.has("custom")) {
            notes.unsupported(path, "tool with free-form input");
        } else {
            // a server-side tool in Anthropic's own words
            tools.add(tool);
        }
    }

    private static ObjectNode function(JsonNode tool, JsonNode function) {
        ObjectNode result =
                Json.MAPPER.createObjectNode().put("name", function.path("name").asString(""));
        if (function.path("description").isString()) {
            result.put("description", function.path("description").asString());
        }
        ObjectNode schema = function.path("parameters") instanceof ObjectNode parameters
                ? parameters
                : Json.MAPPER.createObjectNode();
        if (!schema.has("type")) {
            // demanded, and left out by clients for tools without parameters
            schema.put("type", "object");
        }
        result.set("input_schema", schema);
        JsonNode cacheControl = tool.has("cache_control") ? tool.path("cache_control") : function.path("cache_control");
        if (cacheControl.isObject()) {
            result.set("cache_control", cacheControl);
        }
        return result;
    }

    /** The names that an {@code allowed_tools} choice leaves, or null for all. */
    private static @Nullable Set<String> allowed(JsonNode choice) {
        if (!choice.path("type").asString("").equals("allowed_tools")) {
            return null;
        }
        Set<String> names = new HashSet<>();
        for (JsonNode tool : choice.path("allowed_tools").path("tools")) {
            names.add(tool.path("function").path("name").asString(""));
        }
        return names;
    }

    private @Nullable ObjectNode choice(JsonNode choice) {
        if (choice.isString()) {
            return word(choice.asString());
        }
        if (!(choice instanceof ObjectNode object)) {
            return null;
        }
        return switch (object.path("type").asString("")) {
            case "function" ->
                type("tool").put("name", object.path("function").path("name").asString(""));
            case "allowed_tools" ->
                word(object.path("allowed_tools").path("mode").asString("auto"));
            case "auto", "any", "tool", "none" -> object;
            default -> {
                notes.unsupported("tool_choice", "tool choice of this type");
                yield null;
            }
        };
    }

    private @Nullable ObjectNode word(String choice) {
        return switch (choice) {
            case "auto", "none" -> type(choice);
            case "required" -> type("any");
            default -> {
                notes.unsupported("tool_choice", "tool choice '" + choice + "'");
                yield null;
            }
        };
    }

    private static ObjectNode type(String type) {
        return Json.MAPPER.createObjectNode().put("type", type);
    }
}
