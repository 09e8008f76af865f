package ai.qnp.ee.admin;

import java.math.BigDecimal;

/**
 * Usage records added up.
 *
 * @param errors requests with a status of 400 or above, or with an error after the answer began
 * @param unpriced answered requests whose model had no price: their cost is not in the sum
 * @param cost in USD, of all that has a price
 */
public record UsageTotals(
        long requests,
        long errors,
        long promptTokens,
        long completionTokens,
        long cachedTokens,
        long cacheWriteTokens,
        long reasoningTokens,
        long unpriced,
        BigDecimal cost,
        FirstTokens firstTokens) {
    /** Nothing. */
    public static final UsageTotals NONE = new UsageTotals(0, 0, 0, 0, 0, 0, 0, 0, BigDecimal.ZERO, FirstTokens.NONE);

    /** Both together. */
    public UsageTotals plus(UsageTotals other) {
        return new UsageTotals(
                requests + other.requests,
                errors + other.errors,
                promptTokens + other.promptTokens,
                completionTokens + other.completionTokens,
                cachedTokens + other.cachedTokens,
                cacheWriteTokens + other.cacheWriteTokens,
                reasoningTokens + other.reasoningTokens,
                unpriced + other.unpriced,
                cost.add(other.cost),
                firstTokens.plus(other.firstTokens));
    }
}
