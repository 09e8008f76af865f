package ai.qnp.core.catalogue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a model costs, in USD: tokens by the million, everything else by the piece. What has no price here has no known
 * price, which is not the same as free.
 *
 * @param standard the prices of tokens
 * @param offPeak other prices at certain times; null for none
 * @param serviceTiers the prices of tokens in the vendor's other service tiers, by its name for them
 * @param perImage one generated image, by quality and then by size; {@code any} where it does not depend on it
 * @param perRequest a fee for each request, by what of it decides the fee ({@code search_context_low} …)
 * @param perToolCall a fee for each run of one of the provider's own tools, by the tool's name
 * @param multipliers factors on the token prices, by what was asked for ({@code region_us} …)
 */
public record Prices(
        Tariff standard,
        @Nullable OffPeak offPeak,
        Map<String, Tariff> serviceTiers,
        Map<String, Map<String, BigDecimal>> perImage,
        Map<String, BigDecimal> perRequest,
        Map<String, BigDecimal> perToolCall,
        Map<String, BigDecimal> multipliers) {
    public Prices {
        serviceTiers = Map.copyOf(serviceTiers);
        perImage = perImage.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, bySize -> Map.copyOf(bySize.getValue())));
        perRequest = Map.copyOf(perRequest);
        perToolCall = Map.copyOf(perToolCall);
        multipliers = Map.copyOf(multipliers);
    }

    /** Prices of tokens and images alone. */
    public Prices(TokenPrices base, List<Tariff.Tier> tiers, Map<String, Map<String, BigDecimal>> perImage) {
        this(new Tariff(base, tiers), null, Map.of(), perImage, Map.of(), Map.of(), Map.of());
    }

    /** Prices of tokens alone. */
    public Prices(TokenPrices base, List<Tariff.Tier> tiers) {
        this(base, tiers, Map.of());
    }

    /** The usual prices of tokens, outside every tier. */
    public TokenPrices base() {
        return standard.base();
    }

    /** The usual tiers by context length. */
    public List<Tariff.Tier> tiers() {
        return standard.tiers();
    }

    /**
     * The most that anything of this model can cost, whatever the context length, the time of day, the service tier and
     * the factors: what an upper bound of a request's cost is made of.
     */
    public HighestPrices highest() {
        return HighestPrices.of(this, serviceTiers.keySet(), multipliers.keySet());
    }

    /**
     * The same for a request that can be served in some service tiers only, the standard one included, and with some
     * factors only.
     */
    public HighestPrices highest(Set<String> inServiceTiers, Set<String> withMultipliers) {
        return HighestPrices.of(this, inServiceTiers, withMultipliers);
    }
}
