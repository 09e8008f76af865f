package ai.qnp.core.catalogue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model's token prices in USD per million tokens.
 *
 * @param base outside every tier
 * @param tiers by context length, in no order
 * @param perImage USD for one generated image, by quality and then by size; {@code any} where it does not depend on it
 */
public record Prices(TokenPrices base, List<Tier> tiers, Map<String, Map<String, BigDecimal>> perImage) {
    public Prices {
        tiers = List.copyOf(tiers);
        perImage = Map.copyOf(perImage);
    }

    /** Prices of tokens alone. */
    public Prices(TokenPrices base, List<Tier> tiers) {
        this(base, tiers, Map.of());
    }

    /**
     * Prices by kind of token; a kind without one costs what its plain kind costs.
     *
     * @param input text prompt tokens
     * @param output completion tokens
     * @param cachedInput prompt tokens read from a cache
     * @param cacheWrite prompt tokens written to a cache for the vendor's usual lifetime
     * @param longCacheWrite prompt tokens written to a cache for the longer lifetime
     * @param reasoningOutput reasoning tokens
     * @param audioInput audio prompt tokens
     * @param audioOutput audio completion tokens
     * @param imageInput image prompt tokens
     * @param imageOutput image completion tokens
     */
    public record TokenPrices(
            @Nullable BigDecimal input,
            @Nullable BigDecimal output,
            @Nullable BigDecimal cachedInput,
            @Nullable BigDecimal cacheWrite,
            @Nullable BigDecimal longCacheWrite,
            @Nullable BigDecimal reasoningOutput,
            @Nullable BigDecimal audioInput,
            @Nullable BigDecimal audioOutput,
            @Nullable BigDecimal imageInput,
            @Nullable BigDecimal imageOutput) {}

    /**
     * When the whole prompt, cached tokens included, has more than {@code thresholdTokens}, these prices replace the base
     * for the whole request. A null field keeps its base price.
     */
    public record Tier(long thresholdTokens, TokenPrices prices) {}
}
