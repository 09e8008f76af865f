package ai.qnp.core.routing;

import ai.qnp.core.catalogue.Model;
import ai.qnp.core.openai.Json;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Models in OpenAI's shape, with the limits that QNP knows beside it. */
public final class ModelJson {
    private ModelJson() {}

    /** {@code GET /models}. */
    public static ObjectNode list(List<ModelList.Entry> entries) {
        ObjectNode list = Json.MAPPER.createObjectNode().put("object", "list");
        entries.forEach(entry -> list.withArray("data").add(one(entry)));
        list.withArray("data");
        return list;
    }

    /** OpenAI's {@code created} is a model's birthday; no vendor's list has it, so it is 0 here. */
    public static ObjectNode one(ModelList.Entry entry) {
        ObjectNode json = Json.MAPPER
                .createObjectNode()
                .put("id", entry.id())
                .put("object", "model")
                .put("created", 0)
                .put("owned_by", entry.provider());
        Model model = entry.model();
        if (model != null) {
            json.put("context_window", model.contextWindow());
            json.put("max_output_tokens", model.maxOutputTokens());
        }
        return json;
    }
}
