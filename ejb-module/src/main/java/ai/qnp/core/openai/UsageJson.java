package ai.qnp.core.openai;

import ai.qnp.core.metering.TokenUsage;
import tools.jackson.databind.node.ObjectNode;

/** OpenAI's {@code usage} object, for vendors that count in other words. */
public final class UsageJson {
    private UsageJson() {}

    /** The object; {@code total_tokens} is always prompt and completion together. */
    public static ObjectNode of(TokenUsage usage) {
        ObjectNode json = Json.MAPPER
                .createObjectNode()
                .put("prompt_tokens", usage.promptTokens())
                .put("completion_tokens", usage.completionTokens())
                .put("total_tokens", usage.promptTokens() + usage.completionTokens());
        json.putObject("prompt_tokens_details")
                .put("cached_tokens", usage.cachedTokens())
                .put("cache_write_tokens", usage.cacheWriteTokens())
                .put("audio_tokens", usage.audioPromptTokens());
        json.putObject("completion_tokens_details")
                .put("reasoning_tokens", usage.reasoningTokens())
                .put("audio_tokens", usage.audioCompletionTokens());
        return json;
    }
}
