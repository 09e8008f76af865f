package ai.qnp.web.dashboard;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A figure of today beside yesterday's at the same time.
 *
 * @param today for people
 * @param exact today's, to the last digit
 * @param yesterday for people
 * @param trend {@code up}, {@code down}, {@code same}, or {@code new} where yesterday had nothing
 * @param change how much, in percent; empty where that says nothing
 */
public record Comparison(String today, String exact, String yesterday, String trend, String change) {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal FAR = BigDecimal.valueOf(999);

    static Comparison ofCounts(long today, long yesterday) {
        return of(
                BigDecimal.valueOf(today),
                BigDecimal.valueOf(yesterday),
                Figures.count(today),
                Figures.count(today),
                Figures.count(yesterday));
    }

    static Comparison ofMoney(BigDecimal today, BigDecimal yesterday) {
        return of(
                today, yesterday, Figures.roughMoney(today), Figures.exactMoney(today), Figures.roughMoney(yesterday));
    }

    private static Comparison of(
            BigDecimal today, BigDecimal yesterday, String shown, String exact, String shownYesterday) {
        int direction = today.compareTo(yesterday);
        if (direction == 0) {
            return new Comparison(shown, exact, shownYesterday, "same", "");
        }
        if (yesterday.signum() == 0) {
            return new Comparison(shown, exact, shownYesterday, "new", "");
        }
        BigDecimal percent =
                today.subtract(yesterday).abs().multiply(HUNDRED).divide(yesterday, 0, RoundingMode.HALF_UP);
        String change = percent.compareTo(FAR) > 0 ? "> 999 %" : percent.toPlainString() + " %";
        return new Comparison(shown, exact, shownYesterday, direction > 0 ? "up" : "down", change);
    }
}
