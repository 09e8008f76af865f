package ai.qnp.core.provider;

import ai.qnp.core.openai.Json;
import ai.qnp.core.openai.JsonText;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The list that most vendors have after OpenAI (platform.openai.com/docs/api-reference/models/list). */
record OpenAiModelListing() implements ModelListing {
    @Override
    public String path() {
        return "/models";
    }

    @Override
    public List<String> read(JsonText body) {
        try {
            JsonNode root = Json.MAPPER.readTree(body.utf8());
            // Together sends the array without an envelope
            JsonNode models = root.isArray() ? root : root.path("data");
            return models.valueStream()
                    .map(model -> model.path("id").asString(""))
                    .filter(id -> !id.isEmpty())
                    .toList();
        } catch (JacksonException notJson) {
            return List.of();
        }
    }
}
