package ai.qnp.core.metering;

import ai.qnp.core.catalogue.Prices;
import ai.qnp.core.catalogue.Prices.Tier;
import ai.qnp.core.catalogue.Prices.TokenPrices;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What tokens cost, in USD with scale 12. Every token is priced once, by the price of its own kind. */
public final class Cost {
    /** Decimals of every amount of money. */
    public static final int SCALE = 12;

    private static final int PER_MILLION = 6;
    private static final String DEFAULT_QUALITY = "standard";
    private static final String DEFAULT_SIZE = "1024x1024";

    private Cost() {}

    /**
     * Prices a usage.
     *
     * @param prices the model's; null when it has none
     * @return null when a token was used that has no price: unpriced is never free
     */
    public static @Nullable BigDecimal of(TokenUsage usage, @Nullable Prices prices) {
        if (prices == null) {
            return null;
        }
        Tariff tariff = new Tariff(prices.base(), tierFor(usage.promptTokens(), prices));
        BigDecimal prompt = prompt(usage, tariff);
        BigDecimal completion = completion(usage, tariff);
        return prompt == null || completion == null
                ? null
                : prompt.add(completion).movePointLeft(PER_MILLION).setScale(SCALE, RoundingMode.HALF_UP);
    }

    /**
     * Prices images that the vendor counts by the piece.
     *
     * @param prices the model's; null when it has none
     * @return null when there is no price for this quality and size
     */
    public static @Nullable BigDecimal of(ImagesMade images, @Nullable Prices prices) {
        if (prices == null) {
            return null;
        }
        Map<String, BigDecimal> bySize = among(prices.perImage(), images.quality(), DEFAULT_QUALITY);
        BigDecimal each = bySize == null ? null : among(bySize, images.size(), DEFAULT_SIZE);
        return each == null
                ? null
                : each.multiply(BigDecimal.valueOf(images.count())).setScale(SCALE, RoundingMode.HALF_UP);
    }

    /** What was asked for, or the vendors' default where nothing was, or the price that holds for any. */
    private static <T> @Nullable T among(Map<String, T> prices, @Nullable String asked, String usual) {
        T own = prices.get(asked == null ? usual : asked);
        return own == null ? prices.get("any") : own;
    }

    private static @Nullable BigDecimal prompt(TokenUsage usage, Tariff tariff) {
        long cached = Math.min(usage.cachedTokens(), usage.promptTokens());
        long shortCacheWrite = usage.cacheWriteTokens() - usage.longCacheWriteTokens();
        long text = usage.promptTokens()
                - cached
                - usage.cacheWriteTokens()
                - usage.audioPromptTokens()
                - usage.imagePromptTokens();
        BigDecimal input = tariff.price(TokenPrices::input);
        return sum(
                times(Math.max(0, text), input),
                times(cached, tariff.price(TokenPrices::cachedInput, input)),
                times(shortCacheWrite, tariff.price(TokenPrices::cacheWrite, input)),
                times(usage.longCacheWriteTokens(), tariff.price(TokenPrices::longCacheWrite, input)),
                times(usage.audioPromptTokens(), tariff.price(TokenPrices::audioInput, input)),
                times(usage.imagePromptTokens(), tariff.price(TokenPrices::imageInput, input)));
    }

    private static @Nullable BigDecimal completion(TokenUsage usage, Tariff tariff) {
        long reasoning = Math.min(usage.reasoningTokens(), usage.completionTokens());
        long text =
                usage.completionTokens() - reasoning - usage.audioCompletionTokens() - usage.imageCompletionTokens();
        BigDecimal output = tariff.price(TokenPrices::output);
        return sum(
                times(Math.max(0, text), output),
                times(reasoning, tariff.price(TokenPrices::reasoningOutput, output)),
                times(usage.audioCompletionTokens(), tariff.price(TokenPrices::audioOutput, output)),
                times(usage.imageCompletionTokens(), tariff.price(TokenPrices::imageOutput, output)));
    }

    private static @Nullable TokenPrices tierFor(long promptTokens, Prices prices) {
        return prices.tiers().stream()
                .filter(tier -> promptTokens > tier.thresholdTokens())
                .max(Comparator.comparingLong(Tier::thresholdTokens))
                .map(Tier::prices)
                .orElse(null);
    }

    private static @Nullable BigDecimal times(long tokens, @Nullable BigDecimal price) {
        if (tokens == 0) {
            return BigDecimal.ZERO;
        }
        return price == null ? null : price.multiply(BigDecimal.valueOf(tokens));
    }

    private static @Nullable BigDecimal sum(@Nullable BigDecimal... amounts) {
        BigDecimal total = BigDecimal.ZERO;
        for (BigDecimal amount : amounts) {
            if (amount == null) {
                return null;
            }
            total = total.add(amount);
        }
        return total;
    }

    /** The base prices with a tier's laid over them. */
    private record Tariff(TokenPrices base, @Nullable TokenPrices tier) {
        @Nullable BigDecimal price(Function<TokenPrices, @Nullable BigDecimal> kind) {
            BigDecimal inTier = tier == null ? null : kind.apply(tier);
            return inTier == null ? kind.apply(base) : inTier;
        }

        @Nullable BigDecimal price(Function<TokenPrices, @Nullable BigDecimal> kind, @Nullable BigDecimal plainKind) {
            BigDecimal own = price(kind);
            return own == null ? plainKind : own;
        }
    }
}
