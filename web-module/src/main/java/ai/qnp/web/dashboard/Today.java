package ai.qnp.web.dashboard;

import ai.qnp.ee.admin.UsageHours;
import ai.qnp.ee.admin.UsageTotals;

/** The figures of the overview's cards: today beside yesterday. */
public record Today(
        Comparison requests,
        Comparison errors,
        Comparison tokens,
        Comparison cost,
        Comparison saved,
        String errorRate,
        String promptTokens,
        String completionTokens,
        String unpriced) {
    static Today of(UsageHours now, UsageHours before) {
        UsageTotals today = now.totals();
        UsageTotals yesterday = before.totals();
        return new Today(
                Comparison.ofCounts(today.requests(), yesterday.requests()),
                Comparison.ofCounts(today.errors(), yesterday.errors()),
                Comparison.ofCounts(tokens(today), tokens(yesterday)),
                Comparison.ofMoney(today.cost(), yesterday.cost()),
                Comparison.ofCounts(now.saved(), before.saved()),
                Figures.percent(today.errors(), today.requests()),
                Figures.count(today.promptTokens()),
                Figures.count(today.completionTokens()),
                today.unpriced() == 0 ? "" : Figures.count(today.unpriced()));
    }

    private static long tokens(UsageTotals totals) {
        return totals.promptTokens() + totals.completionTokens();
    }
}
