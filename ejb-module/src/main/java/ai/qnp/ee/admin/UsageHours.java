package ai.qnp.ee.admin;

import java.time.Instant;
import java.util.List;

/**
 * Usage by hour. It is added up from the records, so it also knows what fallbacks saved, which the sums of whole days do
 * not keep.
 *
 * @param totals of the whole stretch
 * @param saved requests that were answered well only because a later target took over
 * @param series without gaps, the oldest first
 */
public record UsageHours(UsageTotals totals, long saved, List<Hour> series) {
    public UsageHours {
        series = List.copyOf(series);
    }

    /** Nothing. */
    public static final UsageHours NONE = new UsageHours(UsageTotals.NONE, 0, List.of());

    /**
     * One hour.
     *
     * @param start its first moment, at a whole hour in UTC
     * @param saved those of its requests that a fallback saved
     */
    public record Hour(Instant start, UsageTotals totals, long saved) {}
}
