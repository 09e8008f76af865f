package ai.qnp.core.provider.google;

import ai.qnp.core.openai.Json;
import ai.qnp.core.provider.EncodingNotes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tools and the choice among them. */
final class Tools {
    private static final String CHOICE = "tool_choice";
    /** Google's own tools: their names in the API by the types under which clients ask for them. */
    private static final Map<String, String> OWN = Map.of(
            "google_search", "googleSearch",
            "google_search_retrieval", "googleSearchRetrieval",
            "code_execution", "codeExecution",
            "url_context", "urlContext",
            "google_maps", "googleMaps",
            "file_search", "fileSearch",
            "computer_use", "computerUse");

    private final GeminiModel model;
    private final EncodingNotes notes;
    private final ArrayNode functions = Json.MAPPER.createArrayNode();
    private final List<JsonNode> own = new ArrayList<>();

    Tools(GeminiModel model, EncodingNotes notes) {
        this.model = model;
        this.notes = notes;
    }

    /** Writes {@code tools} and {@code toolConfig}. */
    void write(ObjectNode body, JsonNode source) {
        int index = 0;
        for (JsonNode tool : source.path("tools")) {
            add(tool, "tools[" + index + "]");
            index++;
        }
        JsonNode search = source.path("web_search_options");
        if (search.isObject()) {
            own.add(ownTool("googleSearch", search.path("none")));
            if (!search.isEmpty()) {
                notes.dropped("web_search_options");
            }
        }
        if (functions.isEmpty() && own.isEmpty()) {
            return;
        }
        ArrayNode tools = body.putArray("tools");
        if (!functions.isEmpty()) {
            tools.addObject().set("functionDeclarations", functions);
            choice(body, source.path(CHOICE));
            if (source.path("parallel_tool_calls").isBoolean()
                    && !source.path("parallel_tool_calls").asBoolean()) {
                notes.dropped("parallel_tool_calls");
            }
        }
        tools.addAll(own);
        if (!functions.isEmpty() && !own.isEmpty() && model.isThree()) {
            // demanded by Google for functions beside its own tools
            body.withObject("toolConfig").put("includeServerSideToolInvocations", true);
        }
    }

    private void add(JsonNode tool, String path) {
        String type = tool.path("type").asString("");
        String ownName = OWN.get(type);
        if (type.equals("function")) {
            functions.add(declaration(tool.path("function")));
        } else if (ownName != null) {
            own.add(ownTool(ownName, tool.path(type)));
        } else if (type.isEmpty()) {
            // in Google's own words
            own.add(tool);
        } else {
            notes.unsupported(path, "tool of type '" + type + "'");
        }
    }

    private static ObjectNode ownTool(String name, JsonNode settings) {
        ObjectNode tool = Json.MAPPER.createObjectNode();
        tool.set(name, settings.isObject() ? settings : Json.MAPPER.createObjectNode());
        return tool;
    }

    /** {@code parametersJsonSchema} takes any JSON schema; {@code parameters} only a part of OpenAPI's. */
    private static ObjectNode declaration(JsonNode function) {
        ObjectNode declaration =
                Json.MAPPER.createObjectNode().put("name", function.path("name").asString(""));
        if (function.path("description").isString()) {
            declaration.set("description", function.path("description"));
        }
        ObjectNode schema =
                function.path("parameters") instanceof ObjectNode given ? given : Json.MAPPER.createObjectNode();
        if (schema.isEmpty()) {
            schema.put("type", "object").putObject("properties");
        }
        return declaration.set("parametersJsonSchema", schema);
    }

    private void choice(ObjectNode body, JsonNode choice) {
        if (choice.isString()) {
            word(body, choice.asString(), List.of());
            return;
        }
        if (!choice.isObject()) {
            return;
        }
        switch (choice.path("type").asString("")) {
            case "function" ->
                word(
                        body,
                        "required",
                        List.of(choice.path("function").path("name").asString("")));
            case "allowed_tools" -> {
                JsonNode allowed = choice.path("allowed_tools");
                List<String> names = allowed.path("tools")
                        .valueStream()
                        .map(tool -> tool.path("function").path("name").asString(""))
                        .toList();
                word(body, allowed.path("mode").asString("auto"), names);
            }
            default -> notes.unsupported(CHOICE, "tool choice of this type");
        }
    }

    private void word(ObjectNode body, String choice, List<String> names) {
        String mode = switch (choice) {
            // AUTO takes no names
            case "auto" -> names.isEmpty() ? "AUTO" : "VALIDATED";
            case "none" -> "NONE";
            case "required" -> "ANY";
            default -> "";
        };
        if (mode.isEmpty()) {
            notes.unsupported(CHOICE, "tool choice '" + choice + "'");
            return;
        }
        ObjectNode config =
                body.withObject("toolConfig").putObject("functionCallingConfig").put("mode", mode);
        if (!names.isEmpty()) {
            ArrayNode allowed = config.putArray("allowedFunctionNames");
            names.forEach(allowed::add);
        }
    }
}
