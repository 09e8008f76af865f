package ai.qnp.web.dashboard;

import ai.qnp.ee.admin.ReRating;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;

/**
 * Past usage priced anew, as a page shows it.
 *
 * @param lines by model
 * @param before what all of it cost that has a price then and now
 * @param after what the same would cost
 * @param difference the one less the other
 */
public record ReRatingReport(String version, List<Line> lines, String before, String after, String difference)
        implements Serializable {
    public ReRatingReport {
        lines = List.copyOf(lines);
    }

    /**
     * A model.
     *
     * @param unpriced how many requests can't be priced under the version; empty for none
     * @param unpricedCost what those cost
     * @param newlyPriced how many had no price and have one now; empty for none
     * @param newlyPricedCost what those would cost
     */
    public record Line(
            String provider,
            String model,
            String requests,
            String before,
            String after,
            String difference,
            String unpriced,
            String unpricedCost,
            String newlyPriced,
            String newlyPricedCost)
            implements Serializable {
        static Line of(ReRating.Line line) {
            return new Line(
                    line.provider(),
                    line.model(),
                    Figures.count(line.requests()),
                    Figures.exactMoney(line.oldCost()),
                    Figures.exactMoney(line.newCost()),
                    change(line.difference()),
                    line.unpriced() == 0 ? "" : Figures.count(line.unpriced()),
                    Figures.exactMoney(line.unpricedOldCost()),
                    line.newlyPriced() == 0 ? "" : Figures.count(line.newlyPriced()),
                    Figures.exactMoney(line.newlyPricedCost()));
        }
    }

    static ReRatingReport of(ReRating made) {
        return new ReRatingReport(
                made.version(),
                made.lines().stream().map(Line::of).toList(),
                Figures.exactMoney(sum(made, ReRating.Line::oldCost)),
                Figures.exactMoney(sum(made, ReRating.Line::newCost)),
                change(sum(made, ReRating.Line::difference)));
    }

    private static BigDecimal sum(ReRating made, Function<ReRating.Line, BigDecimal> column) {
        return made.lines().stream().map(column).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static String change(BigDecimal amount) {
        return amount.signum() == 0 ? "$0" : Figures.signedMoney(amount);
    }
}
