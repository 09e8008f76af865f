package ai.qnp.core.provider.compatible;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** OpenAI's words in a usage object beside a vendor's own, which stay. */
final class UsageWords {
    private UsageWords() {}

    static void complete(ObjectNode usage) {
        for (String cached : new String[] {"prompt_cache_hit_tokens", "num_cached_tokens", "cached_tokens"}) {
            detail(usage, "prompt_tokens_details", "cached_tokens", usage.path(cached));
        }
        detail(usage, "completion_tokens_details", "reasoning_tokens", usage.path("reasoning_tokens"));
        long total = count(usage.path("prompt_tokens")) + count(usage.path("completion_tokens"));
        usage.put("total_tokens", total);
    }

    private static void detail(ObjectNode usage, String details, String name, JsonNode value) {
        if (!value.isIntegralNumber() || usage.path(details).hasNonNull(name)) {
            return;
        }
        ObjectNode object = usage.path(details) instanceof ObjectNode given ? given : usage.putObject(details);
        object.set(name, value);
    }

    private static long count(JsonNode value) {
        return Math.max(0, value.asLong(0));
    }
}
