package ai.qnp.core.metering;

import ai.qnp.core.catalogue.OffPeak;
import ai.qnp.core.catalogue.Prices;
import ai.qnp.core.catalogue.Tariff;
import ai.qnp.core.catalogue.TokenKind;
import ai.qnp.core.catalogue.TokenPrices;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a usage costs, in USD with scale 12. Every token is priced once, by the price of its own kind; it is rounded once,
 * at the end. Whatever was used and has no price makes the whole cost unknown: unpriced is never free.
 */
public final class Cost {
    /** Decimals of every amount of money. */
    public static final int SCALE = 12;

    private static final int PER_MILLION = 6;
    private static final String DEFAULT_QUALITY = "standard";
    private static final String DEFAULT_SIZE = "1024x1024";
    private static final String SEARCH = "web_search";

    private Cost() {}

    /**
     * Prices a usage.
     *
     * @param prices the model's; null when it has none
     * @param at when the request arrived
     * @return null when something was used that has no price
     */
    public static @Nullable BigDecimal of(TokenUsage usage, @Nullable Prices prices, Instant at) {
        if (prices == null) {
            return null;
        }
        BigDecimal fees = fees(usage.terms(), prices);
        BigDecimal made = made(usage, prices, at);
        return fees == null || made == null ? null : made.add(fees).setScale(SCALE, RoundingMode.HALF_UP);
    }

    /** Where an image is priced both ways, the tokens that the vendor counted are the exact one. */
    private static @Nullable BigDecimal made(TokenUsage usage, Prices prices, Instant at) {
        ImagesMade images = usage.terms().images();
        boolean counted = !usage.estimated() && usage.hasTokens();
        BigDecimal tokens = images == null || counted ? tokens(usage, prices, at) : null;
        return tokens == null && images != null ? images(images, usage.terms(), prices) : tokens;
    }

    private static @Nullable BigDecimal tokens(TokenUsage usage, Prices prices, Instant at) {
        BigDecimal factor = factor(usage.terms(), prices);
        Map<TokenKind, Long> split = TokenSplit.of(usage);
        if (factor == null) {
            return split.isEmpty() ? BigDecimal.ZERO : null;
        }
        TokenPrices standard = standard(prices, usage.promptTokens(), at);
        String tier = usage.terms().serviceTier();
        BigDecimal sum = BigDecimal.ZERO;
        for (Map.Entry<TokenKind, Long> part : split.entrySet()) {
            BigDecimal price = tier == null
                    ? standard.price(part.getKey())
                    : inTier(tier, prices, usage.promptTokens(), part.getKey());
            if (price == null) {
                return null;
            }
            sum = sum.add(price.multiply(BigDecimal.valueOf(part.getValue())));
        }
        return sum.multiply(factor).movePointLeft(PER_MILLION);
    }

    private static TokenPrices standard(Prices prices, long promptTokens, Instant at) {
        OffPeak offPeak = prices.offPeak();
        TokenPrices base =
                offPeak != null && offPeak.holdsAt(at) ? prices.base().under(offPeak.prices()) : prices.base();
        return base.under(prices.standard().tierAt(promptTokens));
    }

    /** A kind that is priced of its own in the standard tier and is missing in another has no known price there. */
    private static @Nullable BigDecimal inTier(String name, Prices prices, long promptTokens, TokenKind kind) {
        Tariff tariff = prices.serviceTiers().get(name);
        if (tariff == null) {
            return null;
        }
        TokenPrices above = tariff.tierAt(promptTokens);
        boolean isLong = !prices.standard().tierAt(promptTokens).equals(TokenPrices.NONE);
        if (isLong && above.equals(TokenPrices.NONE)) {
            return null;
        }
        TokenPrices there = tariff.base().under(above);
        for (TokenKind priced = kind; priced != null; priced = priced.plain()) {
            BigDecimal own = there.own(priced);
            if (own != null || prices.base().own(priced) != null) {
                return own;
            }
        }
        return null;
    }

    /** Vendors list the models for which a region costs more; for the others it does not. Null for an unknown factor. */
    private static @Nullable BigDecimal factor(Terms terms, Prices prices) {
        BigDecimal product = BigDecimal.ONE;
        for (String name : terms.multipliers()) {
            BigDecimal factor = prices.multipliers().get(name);
            if (factor == null && !name.startsWith("region_")) {
                return null;
            }
            product = factor == null ? product : product.multiply(factor);
        }
        return product;
    }

    private static @Nullable BigDecimal images(ImagesMade images, Terms terms, Prices prices) {
        Map<String, BigDecimal> bySize = among(prices.perImage(), images.quality(), DEFAULT_QUALITY);
        BigDecimal each = bySize == null ? null : among(bySize, images.size(), DEFAULT_SIZE);
        return each == null || terms.serviceTier() != null ? null : each.multiply(BigDecimal.valueOf(images.count()));
    }

    /** What was asked for, or the vendors' default where nothing was, or the price that holds for any. */
    private static <T> @Nullable T among(Map<String, T> prices, @Nullable String asked, String usual) {
        T own = prices.get(asked == null ? usual : asked);
        return own == null ? prices.get("any") : own;
    }

    private static @Nullable BigDecimal fees(Terms terms, Prices prices) {
        BigDecimal sum = requestFee(terms.searchContext(), prices.perRequest());
        for (Map.Entry<String, Long> calls : terms.toolCalls().entrySet()) {
            BigDecimal each = prices.perToolCall().get(calls.getKey());
            boolean isPaidByRequest =
                    calls.getKey().equals(SEARCH) && !prices.perRequest().isEmpty();
            if (sum == null || (each == null && !isPaidByRequest)) {
                return null;
            }
            sum = each == null ? sum : sum.add(each.multiply(BigDecimal.valueOf(calls.getValue())));
        }
        return sum;
    }

    /** Where nobody said how much was searched, the highest fee: a guess must not be below what is owed. */
    private static @Nullable BigDecimal requestFee(@Nullable String size, Map<String, BigDecimal> fees) {
        if (fees.isEmpty()) {
            return BigDecimal.ZERO;
        }
        return size == null
                ? fees.values().stream().max(Comparator.naturalOrder()).orElse(null)
                : fees.get("search_context_" + size);
    }
}
