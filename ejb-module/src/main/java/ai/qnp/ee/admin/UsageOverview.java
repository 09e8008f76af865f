package ai.qnp.ee.admin;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a page shows at a glance.
 *
 * @param totals of the whole stretch
 * @param step how long each point lasts: an hour or a day
 * @param series without gaps, the oldest first
 */
public record UsageOverview(UsageTotals totals, Duration step, List<Point> series) {
    public UsageOverview {
        series = List.copyOf(series);
    }

    /**
     * One point of a chart.
     *
     * @param start its first moment, at a whole hour or day in UTC
     */
    public record Point(Instant start, UsageTotals totals) {}
}
