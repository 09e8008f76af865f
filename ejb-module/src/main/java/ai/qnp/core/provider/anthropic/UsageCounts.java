package ai.qnp.core.provider.anthropic;

import ai.qnp.core.metering.TokenUsage;
import tools.jackson.databind.JsonNode;

/** Anthropic's counts. In a stream the last value that is not null counts, field by field. */
record UsageCounts(long input, long output, long cacheRead, long cacheWrite, long longCacheWrite, long thinking) {
    static final UsageCounts NONE = new UsageCounts(0, 0, 0, 0, 0, 0);

    UsageCounts and(JsonNode usage) {
        return new UsageCounts(
                count(usage.path("input_tokens"), input),
                count(usage.path("output_tokens"), output),
                count(usage.path("cache_read_input_tokens"), cacheRead),
                count(usage.path("cache_creation_input_tokens"), cacheWrite),
                count(usage.path("cache_creation").path("ephemeral_1h_input_tokens"), longCacheWrite),
                count(usage.path("output_tokens_details").path("thinking_tokens"), thinking));
    }

    private static long count(JsonNode value, long before) {
        return value.isIntegralNumber() && value.canConvertToLong() ? Math.max(0, value.asLong()) : before;
    }

    /** In OpenAI's sense: the prompt is all of it, from a cache, into one, or neither. */
    TokenUsage tokenUsage() {
        return new TokenUsage(
                input + cacheRead + cacheWrite,
                output,
                cacheRead,
                cacheWrite,
                Math.min(longCacheWrite, cacheWrite),
                thinking,
                0,
                0,
                false);
    }
}
