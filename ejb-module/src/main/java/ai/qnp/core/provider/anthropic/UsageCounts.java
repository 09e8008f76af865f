package ai.qnp.core.provider.anthropic;

import ai.qnp.core.metering.Terms;
import ai.qnp.core.metering.TokenUsage;
import tools.jackson.databind.JsonNode;

/** Anthropic's counts. In a stream the last value that is not null counts, field by field. */
record UsageCounts(
        long input,
        long output,
        long cacheRead,
        long cacheWrite,
        long longCacheWrite,
        long thinking,
        long searches,
        String tier,
        String region,
        String speed) {
    static final UsageCounts NONE = new UsageCounts(0, 0, 0, 0, 0, 0, 0, "", "", "");

    UsageCounts and(JsonNode usage) {
        return new UsageCounts(
                count(usage.path("input_tokens"), input),
                count(usage.path("output_tokens"), output),
                count(usage.path("cache_read_input_tokens"), cacheRead),
                count(usage.path("cache_creation_input_tokens"), cacheWrite),
                count(usage.path("cache_creation").path("ephemeral_1h_input_tokens"), longCacheWrite),
                count(usage.path("output_tokens_details").path("thinking_tokens"), thinking),
                count(usage.path("server_tool_use").path("web_search_requests"), searches),
                word(usage.path("service_tier"), tier),
                word(usage.path("inference_geo"), region),
                word(usage.path("speed"), speed));
    }

    private static long count(JsonNode value, long before) {
        return value.isIntegralNumber() && value.canConvertToLong() ? Math.max(0, value.asLong()) : before;
    }

    private static String word(JsonNode value, String before) {
        return value.isString() ? value.asString() : before;
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
                        false)
                .on(terms());
    }

    /** Fetching pages costs nothing beyond its tokens; searching does. */
    private Terms terms() {
        Terms terms = Terms.NONE.calling("web_search", searches);
        terms = tier.isEmpty() || tier.equals("standard") ? terms : terms.servedIn(tier);
        terms = region.equals("us") ? terms.multipliedBy("region_us") : terms;
        return speed.equals("fast") ? terms.multipliedBy("fast_mode") : terms;
    }
}
