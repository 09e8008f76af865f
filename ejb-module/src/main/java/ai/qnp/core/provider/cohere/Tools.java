package ai.qnp.core.provider.cohere;

import ai.qnp.core.openai.Json;
import ai.qnp.core.provider.EncodingNotes;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tools and the choice among them: Cohere knows only whether it must use one, so a named tool is the only one sent. */
final class Tools {
    private static final String STRICT_TOOLS = "strict_tools";

    private final EncodingNotes notes;

    Tools(EncodingNotes notes) {
        this.notes = notes;
    }

    /** Writes {@code tools}, {@code strict_tools} and {@code tool_choice}. */
    void write(ObjectNode request, JsonNode source) {
        JsonNode given = source.path("tools");
        if (given.isEmpty()) {
            return;
        }
        JsonNode choice = source.path("tool_choice");
        ArrayNode tools = request.putArray("tools");
        int strict = add(tools, given, allowed(choice));
        if (tools.isEmpty()) {
            notes.unsupported("tool_choice", "tool choice that names none of the tools");
        }
        if (source.path(STRICT_TOOLS).isBoolean()) {
            request.set(STRICT_TOOLS, source.path(STRICT_TOOLS));
        } else if (strict > 0 && strict == tools.size()) {
            request.put(STRICT_TOOLS, true);
        } else if (strict > 0) {
            // it would bind the other tools, too
            notes.dropped("strict");
        }
        String chosen = chosen(choice);
        if (chosen != null) {
            request.put("tool_choice", chosen);
        }
        JsonNode parallel = source.path("parallel_tool_calls");
        if (parallel.isBoolean() && !parallel.asBoolean()) {
            notes.dropped("parallel_tool_calls");
        }
    }

    /** Gives how many of those that were added are strict. */
    private int add(ArrayNode tools, JsonNode given, @Nullable Set<String> allowed) {
        int strict = 0;
        int index = 0;
        for (JsonNode tool : given) {
            JsonNode function = tool.path("function");
            if (!tool.path("type").asString("").equals("function")) {
                notes.unsupported("tools[" + index + "]", "tool but a function");
            } else if (allowed == null || allowed.contains(function.path("name").asString(""))) {
                tools.add(function(function));
                strict += function.path("strict").asBoolean(false) ? 1 : 0;
            }
            index++;
        }
        return strict;
    }

    private static ObjectNode function(JsonNode function) {
        ObjectNode tool = Json.MAPPER.createObjectNode().put("type", "function");
        ObjectNode target =
                tool.putObject("function").put("name", function.path("name").asString(""));
        if (function.path("description").isString()) {
            target.set("description", function.path("description"));
        }
        if (function.path("parameters") instanceof ObjectNode parameters && !parameters.isEmpty()) {
            target.set("parameters", parameters);
        } else {
            // demanded, and left out by clients for tools without parameters
            target.putObject("parameters").put("type", "object").putObject("properties");
        }
        return tool;
    }

    /** The names that a choice leaves, or null for all. */
    private static @Nullable Set<String> allowed(JsonNode choice) {
        return switch (choice.path("type").asString("")) {
            case "function" -> Set.of(choice.path("function").path("name").asString(""));
            case "allowed_tools" -> {
                Set<String> names = new HashSet<>();
                for (JsonNode tool : choice.path("allowed_tools").path("tools")) {
                    names.add(tool.path("function").path("name").asString(""));
                }
                yield names;
            }
            default -> null;
        };
    }

    private @Nullable String chosen(JsonNode choice) {
        if (choice.isString()) {
            return word(choice.asString());
        }
        if (!choice.isObject()) {
            return null;
        }
        return switch (choice.path("type").asString("")) {
            case "function" -> "REQUIRED";
            case "allowed_tools" ->
                word(choice.path("allowed_tools").path("mode").asString("auto"));
            default -> {
                notes.unsupported("tool_choice", "tool choice of this type");
                yield null;
            }
        };
    }

    private @Nullable String word(String choice) {
        return switch (choice) {
            case "auto" -> null;
            case "none" -> "NONE";
            case "required" -> "REQUIRED";
            default -> {
                notes.unsupported("tool_choice", "tool choice '" + choice + "'");
                yield null;
            }
        };
    }
}
