package ai.qnp.web.dashboard;

import ai.qnp.ee.admin.UsageSummary;
import ai.qnp.ee.admin.UsageTotals;
import org.jspecify.annotations.Nullable;

/**
 * A group's usage as a line of a table.
 *
 * @param name what people call the group; null where requests had none
 * @param unpriced empty when everything has a price
 */
public record UsageLine(
        @Nullable String name,
        String requests,
        String errors,
        String promptTokens,
        String completionTokens,
        String cachedTokens,
        String cost,
        String unpriced) {
    static UsageLine of(@Nullable String name, UsageSummary.Line line) {
        UsageTotals totals = line.totals();
        return new UsageLine(
                name,
                Figures.count(totals.requests()),
                Figures.count(totals.errors()),
                Figures.count(totals.promptTokens()),
                Figures.count(totals.completionTokens()),
                Figures.count(totals.cachedTokens()),
                Figures.exactMoney(totals.cost()),
                totals.unpriced() == 0 ? "" : Figures.count(totals.unpriced()));
    }
}
