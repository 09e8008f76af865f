package ai.qnp.core.provider.anthropic;

import ai.qnp.core.provider.EncodingNotes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code response_format}: a schema natively, or by a tool where the model has no schemas; a plain JSON object by an
 * instruction.
 */
final class AnswerFormat {
    private static final String INSTRUCTION =
            "Answer with one valid JSON object and nothing else: no explanation and no code fence around it.";

    private AnswerFormat() {}

    static void write(
            ObjectNode request,
            JsonNode source,
            ClaudeVersion version,
            Conversation conversation,
            EncodingNotes notes) {
        JsonNode format = source.path("response_format");
        switch (format.path("type").asString("text")) {
            case "text" -> {
                // what Anthropic does anyway
            }
            case "json_object" -> conversation.addSystem(INSTRUCTION);
            case "json_schema" -> {
                JsonNode described = format.path("json_schema");
                if (!(described.path("schema") instanceof ObjectNode schema)) {
                    conversation.addSystem(INSTRUCTION);
                } else if (version.takesSchemas()) {
                    natively(request, schema);
                } else if (!schema.path("type").asString("").equals("object")) {
                    notes.unsupported("response_format", "schema whose root is no object");
                } else {
                    AnswerTool.write(request, described, schema, conversation, ThinkingSetting.isAskedFor(source));
                }
            }
            default -> notes.unsupported("response_format.type", "response format of this type");
        }
    }

    private static void natively(ObjectNode request, ObjectNode schema) {
        OutputSchema.adapt(schema);
        request.withObject("output_config")
                .putObject("format")
                .put("type", "json_schema")
                .set("schema", schema);
    }
}
