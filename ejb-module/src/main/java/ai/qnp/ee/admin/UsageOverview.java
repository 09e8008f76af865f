package ai.qnp.ee.admin;

import java.time.Instant;
import java.util.List;

/**
 * Usage by day.
 *
 * @param totals of the whole stretch
 * @param series without gaps, the oldest first
 */
public record UsageOverview(UsageTotals totals, List<Point> series) {
    public UsageOverview {
        series = List.copyOf(series);
    }

    /**
     * One day.
     *
     * @param start its first moment, in UTC
     */
    public record Point(Instant start, UsageTotals totals) {}
}
