package ai.qnp.core.provider.google;

import ai.qnp.core.openai.Json;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.ModelListing;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** {@code GET /models}, in pages of at most 1000 (ai.google.dev/api/models#method:-models.list, read 2026-11). */
record GoogleModelListing() implements ModelListing {
    @Override
    public String path() {
        return "/models?pageSize=1000";
    }

    @Override
    public List<String> read(JsonText body) {
        try {
            JsonNode models = Json.MAPPER.readTree(body.utf8()).path("models");
            return models.valueStream()
                    .map(model -> ModelPath.slug(model.path("name").asString("")))
                    .filter(name -> !name.isEmpty())
                    .toList();
        } catch (JacksonException notJson) {
            return List.of();
        }
    }
}
