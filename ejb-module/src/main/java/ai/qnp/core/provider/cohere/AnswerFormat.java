package ai.qnp.core.provider.cohere;

import ai.qnp.core.provider.EncodingNotes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code response_format}: Cohere has one type for any JSON object, with a schema or without. */
final class AnswerFormat {
    private static final String FIELD = "response_format";
    private static final String JSON_OBJECT = "json_object";

    private AnswerFormat() {}

    /** Writes the format behind tools and documents, which Cohere does not take beside one. */
    static void write(ObjectNode request, JsonNode format, EncodingNotes notes) {
        switch (format.path("type").asString("text")) {
            case "text" -> {
                // what Cohere does anyway
            }
            case JSON_OBJECT -> json(request, notes);
            case "json_schema" -> {
                JsonNode schema = format.path("json_schema").path("schema");
                ObjectNode target = json(request, notes);
                if (schema.isObject()) {
                    target.set("json_schema", schema);
                }
            }
            default -> notes.unsupported(FIELD + ".type", "response format of this type");
        }
    }

    private static ObjectNode json(ObjectNode request, EncodingNotes notes) {
        if (request.has("tools") || !request.path("documents").isEmpty()) {
            notes.unsupported(FIELD, "response format beside tools or documents");
        }
        return request.putObject(FIELD).put("type", JSON_OBJECT);
    }
}
