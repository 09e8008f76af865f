package ai.qnp.ee.admin;

import ai.qnp.core.metering.UsageRecord;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What past usage would have cost under a version of the price book. Nothing is changed by it.
 *
 * @param lines by provider and model
 */
public record ReRating(String version, List<Line> lines) {
    public ReRating {
        lines = List.copyOf(lines);
    }

    /** The same as a table, CSV with a header. */
    public String csv() {
        return ReRatingCsv.of(this);
    }

    /**
     * A model.
     *
     * @param requests records that used anything
     * @param oldCost what those cost that have a price then and now
     * @param newCost what the same ones would cost
     * @param unpriced records that can't be priced under the version
     * @param unpricedOldCost what those cost
     * @param newlyPriced records that had no price and have one under the version
     * @param newlyPricedCost what those would cost
     */
    public record Line(
            String provider,
            String model,
            long requests,
            BigDecimal oldCost,
            BigDecimal newCost,
            long unpriced,
            BigDecimal unpricedOldCost,
            long newlyPriced,
            BigDecimal newlyPricedCost) {
        static Line empty(String provider, String model) {
            BigDecimal zero = BigDecimal.ZERO;
            return new Line(provider, model, 0, zero, zero, 0, zero, 0, zero);
        }

        /** New less old. */
        public BigDecimal difference() {
            return newCost.subtract(oldCost);
        }

        Line and(UsageRecord made, @Nullable BigDecimal now) {
            BigDecimal then = made.cost();
            if (now == null) {
                return new Line(
                        provider,
                        model,
                        requests + 1,
                        oldCost,
                        newCost,
                        unpriced + 1,
                        then == null ? unpricedOldCost : unpricedOldCost.add(then),
                        newlyPriced,
                        newlyPricedCost);
            }
            boolean isNew = then == null;
            return new Line(
                    provider,
                    model,
                    requests + 1,
                    then == null ? oldCost : oldCost.add(then),
                    isNew ? newCost : newCost.add(now),
                    unpriced,
                    unpricedOldCost,
                    isNew ? newlyPriced + 1 : newlyPriced,
                    isNew ? newlyPricedCost.add(now) : newlyPricedCost);
        }
    }
}
