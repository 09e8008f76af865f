package ai.qnp.core.catalogue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The highest price of each thing that a model can be paid for. What is absent, or null, has no known price.
 *
 * @param perMillion USD per million tokens, by kind, the plainer kind's price included where a kind has none of its own
 * @param perImage one generated image of any quality and size
 * @param perRequest the fee of a request; zero where the model has none
 * @param perToolCall the fee of each run, by the tool's name
 */
public record HighestPrices(
        Map<TokenKind, BigDecimal> perMillion,
        @Nullable BigDecimal perImage,
        BigDecimal perRequest,
        Map<String, BigDecimal> perToolCall) {
    public HighestPrices {
        perMillion = Collections.unmodifiableMap(
                perMillion.isEmpty() ? new EnumMap<>(TokenKind.class) : new EnumMap<>(perMillion));
        perToolCall = Map.copyOf(perToolCall);
    }

    static HighestPrices of(Prices prices, Set<String> serviceTiers, Set<String> multipliers) {
        List<TokenPrices> alternatives = new ArrayList<>();
        add(alternatives, prices.standard(), TokenPrices.NONE);
        OffPeak offPeak = prices.offPeak();
        if (offPeak != null) {
            add(alternatives, prices.standard(), offPeak.prices());
        }
        prices.serviceTiers().forEach((name, tariff) -> {
            if (serviceTiers.contains(name)) {
                add(alternatives, tariff, TokenPrices.NONE);
            }
        });
        BigDecimal factor = factor(prices.multipliers(), multipliers);
        Map<TokenKind, BigDecimal> highest = new EnumMap<>(TokenKind.class);
        for (TokenKind kind : TokenKind.values()) {
            for (TokenPrices alternative : alternatives) {
                BigDecimal price = alternative.price(kind);
                if (price != null) {
                    highest.merge(kind, price, BigDecimal::max);
                }
            }
        }
        if (factor.compareTo(BigDecimal.ONE) != 0) {
            highest.replaceAll((kind, price) -> price.multiply(factor));
        }
        BigDecimal request = max(prices.perRequest().values());
        BigDecimal image = null;
        for (Map<String, BigDecimal> bySize : prices.perImage().values()) {
            image = larger(image, max(bySize.values()));
        }
        return new HighestPrices(highest, image, request == null ? BigDecimal.ZERO : request, prices.perToolCall());
    }

    /** The most that a token of the prompt can cost, of whatever kind; null when none has a price. */
    public @Nullable BigDecimal input() {
        return max(perMillion.entrySet().stream()
                .filter(price -> !price.getKey().isOutput() && price.getKey() != TokenKind.CITATION)
                .map(Map.Entry::getValue)
                .toList());
    }

    /** The most that a token of the completion can cost, of whatever kind; null when none has a price. */
    public @Nullable BigDecimal output() {
        return max(perMillion.entrySet().stream()
                .filter(price -> price.getKey().isOutput())
                .map(Map.Entry::getValue)
                .toList());
    }

    private static void add(List<TokenPrices> alternatives, Tariff tariff, TokenPrices over) {
        TokenPrices base = tariff.base().under(over);
        alternatives.add(base);
        for (Tariff.Tier tier : tariff.tiers()) {
            alternatives.add(base.under(tier.prices()));
        }
    }

    /** All of them together: a region and fast mode can both be asked for. A discount is no upper bound. */
    private static BigDecimal factor(Map<String, BigDecimal> known, Set<String> wanted) {
        BigDecimal all = BigDecimal.ONE;
        for (String name : wanted) {
            BigDecimal factor = known.get(name);
            if (factor != null) {
                all = all.multiply(factor.max(BigDecimal.ONE));
            }
        }
        return all;
    }

    private static @Nullable BigDecimal max(Collection<BigDecimal> prices) {
        BigDecimal highest = null;
        for (BigDecimal price : prices) {
            highest = larger(highest, price);
        }
        return highest;
    }

    private static @Nullable BigDecimal larger(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        return one == null || (other != null && other.compareTo(one) > 0) ? other : one;
    }
}
