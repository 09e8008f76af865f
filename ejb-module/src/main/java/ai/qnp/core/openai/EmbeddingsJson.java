package ai.qnp.core.openai;

import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.openai.EmbeddingsRequest.EncodingFormat;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** OpenAI's answer with embeddings. */
public final class EmbeddingsJson {
    private EmbeddingsJson() {}

    /**
     * The answer.
     *
     * @param model the slug of the model that answered
     */
    public static JsonText of(List<EmbeddingVector> vectors, EncodingFormat format, String model, TokenUsage usage) {
        ObjectNode answer = Json.MAPPER.createObjectNode().put("object", "list");
        ArrayNode array = answer.putArray("data");
        for (EmbeddingVector vector : vectors) {
            ObjectNode entry = array.addObject().put("object", "embedding").put("index", array.size() - 1);
            entry.set("embedding", vector.json(format));
        }
        answer.put("model", model);
        answer.putObject("usage").put("prompt_tokens", usage.promptTokens()).put("total_tokens", usage.promptTokens());
        return JsonText.of(Json.MAPPER.writeValueAsBytes(answer));
    }
}
