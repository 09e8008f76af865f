package ai.qnp.core.provider.deepseek;

import ai.qnp.core.openai.Json;
import ai.qnp.core.provider.compatible.Draft;
import ai.qnp.core.provider.compatible.RequestRule;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** DeepSeek holds an answer to JSON but to no schema, so the model is told the schema in a message of its own. */
record SchemaAsInstruction() implements RequestRule {
    private static final String FORMAT = "response_format";

    @Override
    public void apply(Draft draft) {
        JsonNode format = draft.body().path(FORMAT);
        if (!format.path("type").asString("").equals("json_schema")
                || !(draft.body().path("messages") instanceof ArrayNode messages)) {
            return;
        }
        String schema = format.path("json_schema").path("schema").toString();
        ObjectNode instruction = Json.MAPPER
                .createObjectNode()
                .put("role", "system")
                .put(
                        "content",
                        "Answer with one JSON object and nothing else. It must satisfy this JSON schema: " + schema);
        messages.insert(0, instruction);
        draft.body().putObject(FORMAT).put("type", "json_object");
    }
}
