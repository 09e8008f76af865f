package ai.qnp.ee.admin;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A re-rating as CSV, with cells as harmless as {@link UsageCsv}'s. */
final class ReRatingCsv {
    private static final String HEADER =
            "provider,model,requests,old_cost_usd,new_cost_usd,difference_usd,unpriced_requests,unpriced_old_cost_usd,"
                    + "newly_priced_requests,newly_priced_cost_usd\r\n";

    private ReRatingCsv() {}

    static String of(ReRating reRating) {
        return HEADER + reRating.lines().stream().map(ReRatingCsv::row).collect(Collectors.joining());
    }

    private static String row(ReRating.Line line) {
        return cells(
                line.provider(),
                line.model(),
                line.requests(),
                line.oldCost(),
                line.newCost(),
                line.difference(),
                line.unpriced(),
                line.unpricedOldCost(),
                line.newlyPriced(),
                line.newlyPricedCost());
    }

    private static String cells(Object... cells) {
        return Arrays.stream(cells).map(UsageCsv::cell).collect(Collectors.joining(",")) + "\r\n";
    }
}
