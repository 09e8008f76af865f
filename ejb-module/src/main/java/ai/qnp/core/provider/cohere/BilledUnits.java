package ai.qnp.core.provider.cohere;

import ai.qnp.core.metering.TokenPart;
import ai.qnp.core.metering.TokenUsage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Cohere's counts: what is billed counts, and where nothing is said of that, what was used. */
final class BilledUnits {
    private BilledUnits() {}

    /** Of a chat answer's {@code usage}; null when it tells nothing. */
    static @Nullable TokenUsage ofChat(JsonNode usage) {
        JsonNode used = usage.path("tokens");
        JsonNode paid = usage.path("billed_units").isObject() ? usage.path("billed_units") : used;
        if (!paid.path("input_tokens").isNumber() && !paid.path("output_tokens").isNumber()) {
            return null;
        }
        return new TokenUsage(
                count(paid.path("input_tokens")),
                count(paid.path("output_tokens")),
                count(usage.path("cached_tokens")),
                0,
                0,
                count(used.path("reasoning_tokens")),
                0,
                0,
                false);
    }

    /** Of an embeddings answer's {@code meta}; null when it tells nothing. */
    static @Nullable TokenUsage ofEmbeddings(JsonNode meta) {
        JsonNode input = meta.path("billed_units").path("input_tokens");
        long images = count(meta.path("billed_units").path("image_tokens"));
        return input.isNumber() || images > 0
                ? TokenUsage.of(count(input) + images, 0).with(TokenPart.IMAGE_PROMPT, images)
                : null;
    }

    /** Cohere declares its counts as decimals. */
    private static long count(JsonNode number) {
        return number.isNumber() ? Math.max(0, Math.round(number.asDouble())) : 0;
    }
}
