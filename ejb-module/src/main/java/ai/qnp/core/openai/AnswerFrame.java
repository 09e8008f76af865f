package ai.qnp.core.openai;

import ai.qnp.core.metering.TokenUsage;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What all pieces of one answer have in common, and the way to write them, for vendors that speak other words.
 *
 * @param id the vendor's id, or one made here
 * @param created seconds since the epoch
 * @param model the slug of the model that answered
 * @param serviceTier how the vendor served the answer, in OpenAI's words; null when it did not say
 */
public record AnswerFrame(
        String id, long created, String model, @Nullable String serviceTier) {
    /** Of a vendor that says nothing about tiers. */
    public AnswerFrame(String id, long created, String model) {
        this(id, created, model, null);
    }

    /**
     * One finished choice.
     *
     * @param logprobs in OpenAI's words; null for none
     * @param finishReason in OpenAI's words; null when the vendor gave none
     */
    public record Choice(
            ObjectNode message,
            @Nullable JsonNode logprobs,
            @Nullable String finishReason) {}

    /** A whole completion with one choice. */
    public JsonText completion(ObjectNode message, @Nullable String finishReason, @Nullable TokenUsage usage) {
        return completion(List.of(new Choice(message, null, finishReason)), usage);
    }

    /** A whole completion. */
    public JsonText completion(List<Choice> choices, @Nullable TokenUsage usage) {
        ObjectNode completion = opened("chat.completion");
        ArrayNode array = completion.putArray("choices");
        for (Choice given : choices) {
            ObjectNode choice = array.addObject().put("index", array.size() - 1);
            choice.set("message", given.message);
            finish(choice, given.logprobs, given.finishReason);
        }
        if (usage != null) {
            completion.set("usage", UsageJson.of(usage));
        }
        return bytes(completion);
    }

    /** A chunk of the only choice. */
    public JsonText chunk(ObjectNode delta, @Nullable String finishReason) {
        return chunk(0, delta, null, finishReason);
    }

    /** A chunk of one choice. */
    public JsonText chunk(int index, ObjectNode delta, @Nullable JsonNode logprobs, @Nullable String finishReason) {
        ObjectNode chunk = opened("chat.completion.chunk");
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", index);
        choice.set("delta", delta);
        finish(choice, logprobs, finishReason);
        return bytes(chunk);
    }

    private static void finish(ObjectNode choice, @Nullable JsonNode logprobs, @Nullable String finishReason) {
        if (logprobs == null) {
            choice.putNull("logprobs");
        } else {
            choice.set("logprobs", logprobs);
        }
        choice.put("finish_reason", finishReason);
    }

    /** The chunk without choices that tells the usage. */
    public JsonText usageChunk(TokenUsage usage) {
        ObjectNode chunk = opened("chat.completion.chunk");
        chunk.putArray("choices");
        chunk.set("usage", UsageJson.of(usage));
        return bytes(chunk);
    }

    private ObjectNode opened(String object) {
        ObjectNode opened = Json.MAPPER
                .createObjectNode()
                .put("id", id)
                .put("object", object)
                .put("created", created)
                .put("model", model);
        return serviceTier == null ? opened : opened.put("service_tier", serviceTier);
    }

    private static JsonText bytes(ObjectNode json) {
        return JsonText.of(Json.MAPPER.writeValueAsBytes(json));
    }
}
