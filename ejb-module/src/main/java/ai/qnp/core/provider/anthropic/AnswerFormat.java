package ai.qnp.core.provider.anthropic;

import ai.qnp.core.provider.EncodingNotes;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code response_format}: a schema natively, a plain JSON object by an instruction. */
final class AnswerFormat {
    private static final String INSTRUCTION =
            "Answer with one valid JSON object and nothing else: no explanation and no code fence around it.";
    /** Their values are data, not schemas. */
    private static final Set<String> DATA = Set.of("enum", "const", "default", "examples");

    private AnswerFormat() {}

    static void write(ObjectNode request, JsonNode format, Conversation conversation, EncodingNotes notes) {
        switch (format.path("type").asString("text")) {
            case "text" -> {
                // what Anthropic does anyway
            }
            case "json_object" -> conversation.addSystem(INSTRUCTION);
            case "json_schema" -> {
                JsonNode schema = format.path("json_schema").path("schema");
                if (schema instanceof ObjectNode object) {
                    close(object);
                    request.withObject("output_config")
                            .putObject("format")
                            .put("type", "json_schema")
                            .set("schema", object);
                }
            }
            default -> notes.unsupported("response_format.type", "response format of this type");
        }
    }

    /** Anthropic demands {@code additionalProperties: false} in every object; what it then gives fits the looser schema. */
    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object) {
            if (object.path("type").asString("").equals("object") && !object.has("additionalProperties")) {
                object.put("additionalProperties", false);
            }
            object.properties().stream()
                    .filter(property -> !DATA.contains(property.getKey()))
                    .forEach(property -> close(property.getValue()));
        } else {
            node.forEach(AnswerFormat::close);
        }
    }
}
