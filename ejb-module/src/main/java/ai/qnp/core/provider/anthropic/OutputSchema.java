package ai.qnp.core.provider.anthropic;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON schema in the dialect that Anthropic compiles (platform.claude.com/docs/en/build-with-claude/structured-outputs,
 * read 2026-11): objects are closed, and what the dialect lacks goes into the description, as Anthropic's own libraries
 * do, so that the model is still told.
 */
final class OutputSchema {
    private static final Set<String> WORDS = Set.of(
            "type",
            "enum",
            "const",
            "default",
            "anyOf",
            "oneOf",
            "allOf",
            "$ref",
            "$defs",
            "definitions",
            "$schema",
            "description",
            "title",
            "properties",
            "required",
            "items",
            "additionalProperties");
    private static final Set<String> FORMATS =
            Set.of("date-time", "time", "date", "duration", "email", "hostname", "uri", "ipv4", "ipv6", "uuid");

    private OutputSchema() {}

    /** Changes a schema, and all inside it, in place. */
    static void adapt(JsonNode schema) {
        if (!(schema instanceof ObjectNode object)) {
            return;
        }
        tellWhatIsLacking(object);
        if (object.path("type").asString("").equals("object")) {
            object.put("additionalProperties", false);
        }
        if (object.has("oneOf") && !object.has("anyOf")) {
            object.set("anyOf", object.remove("oneOf"));
        }
        for (String schemas : List.of("properties", "$defs", "definitions")) {
            object.path(schemas).properties().forEach(named -> adapt(named.getValue()));
        }
        for (String alternatives : List.of("anyOf", "allOf")) {
            object.path(alternatives).forEach(OutputSchema::adapt);
        }
        adapt(object.path("items"));
    }

    private static void tellWhatIsLacking(ObjectNode schema) {
        List<String> lacking = new ArrayList<>();
        for (String word : List.copyOf(schema.propertyNames())) {
            if (!isKnown(word, schema.path(word))) {
                lacking.add(word + ": " + schema.remove(word));
            }
        }
        if (!lacking.isEmpty()) {
            String told = "{" + String.join(", ", lacking) + "}";
            String description = schema.path("description").asString("");
            schema.put("description", description.isEmpty() ? told : description + "\n\n" + told);
        }
    }

    private static boolean isKnown(String word, JsonNode value) {
        return switch (word) {
            case "format" -> FORMATS.contains(value.asString(""));
            case "minItems" -> value.asInt(-1) == 0 || value.asInt(-1) == 1;
            case "additionalProperties" -> value.isBoolean();
            default -> WORDS.contains(word);
        };
    }
}
