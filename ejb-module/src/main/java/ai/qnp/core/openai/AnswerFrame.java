package ai.qnp.core.openai;

import ai.qnp.core.metering.TokenUsage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What all pieces of one answer have in common, and the way to write them, for vendors that speak other words.
 *
 * @param id the vendor's id, or one made here
 * @param created seconds since the epoch
 * @param model the slug of the model that answered
 */
public record AnswerFrame(String id, long created, String model) {
    /** A whole completion with one choice. */
    public JsonText completion(ObjectNode message, @Nullable String finishReason, @Nullable TokenUsage usage) {
        ObjectNode completion = opened("chat.completion");
        ObjectNode choice = completion.putArray("choices").addObject().put("index", 0);
        choice.set("message", message);
        choice.putNull("logprobs").put("finish_reason", finishReason);
        if (usage != null) {
            completion.set("usage", UsageJson.of(usage));
        }
        return bytes(completion);
    }

    /** A chunk of the only choice. */
    public JsonText chunk(ObjectNode delta, @Nullable String finishReason) {
        ObjectNode chunk = opened("chat.completion.chunk");
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.set("delta", delta);
        choice.putNull("logprobs").put("finish_reason", finishReason);
        return bytes(chunk);
    }

    /** The chunk without choices that tells the usage. */
    public JsonText usageChunk(TokenUsage usage) {
        ObjectNode chunk = opened("chat.completion.chunk");
        chunk.putArray("choices");
        chunk.set("usage", UsageJson.of(usage));
        return bytes(chunk);
    }

    private ObjectNode opened(String object) {
        return Json.MAPPER
                .createObjectNode()
                .put("id", id)
                .put("object", object)
                .put("created", created)
                .put("model", model);
    }

    private static JsonText bytes(ObjectNode json) {
        return JsonText.of(Json.MAPPER.writeValueAsBytes(json));
    }
}
