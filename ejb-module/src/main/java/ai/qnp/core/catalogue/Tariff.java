package ai.qnp.core.catalogue;

import java.util.Comparator;
import java.util.List;

/**
 * Token prices with their tiers by context length.
 *
 * @param base outside every tier
 * @param tiers in no order
 */
public record Tariff(TokenPrices base, List<Tier> tiers) {
    /** No price at all. */
    public static final Tariff NONE = new Tariff(TokenPrices.NONE, List.of());

    public Tariff {
        tiers = List.copyOf(tiers);
    }

    /**
     * When the whole prompt, cached tokens included, has more than {@code thresholdTokens}, these prices replace the base
     * for the whole request. A kind without a price here keeps its base price.
     */
    public record Tier(long thresholdTokens, TokenPrices prices) {}

    /** What the tier adds that a prompt of that length falls into; nothing below every threshold. */
    public TokenPrices tierAt(long promptTokens) {
        if (tiers.isEmpty()) {
            return TokenPrices.NONE;
        }
        return tiers.stream()
                .filter(tier -> promptTokens > tier.thresholdTokens)
                .max(Comparator.comparingLong(Tier::thresholdTokens))
                .map(Tier::prices)
                .orElse(TokenPrices.NONE);
    }
}
