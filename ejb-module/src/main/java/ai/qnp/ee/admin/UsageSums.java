package ai.qnp.ee.admin;

import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Usage records added up by the database. */
final class UsageSums {
    private static final String SUMS = "count(u),"
            + " sum(case when u.status >= 400 or u.errorCode is not null then 1 else 0 end),"
            + " sum(u.promptTokens), sum(u.completionTokens), sum(u.cachedTokens), sum(u.cacheWriteTokens),"
            + " sum(u.reasoningTokens),"
            + " sum(case when u.cost is null and u.status < 400 then 1 else 0 end), sum(u.cost)";
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration LONGEST_BY_HOUR = Duration.ofDays(3);
    /** Enough for ten years of days; beyond it a series would only eat memory. */
    private static final long MAX_POINTS = 3_660;

    private UsageSums() {}

    static List<UsageSummary.Line> lines(EntityManager entities, UsageQuery query, UsageSummary.GroupBy groupBy) {
        return switch (groupBy) {
            case DAY ->
                byTime(entities, query, DAY).entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(day -> new UsageSummary.Line(
                                LocalDate.ofEpochDay(day.getKey()).toString(), day.getValue()))
                        .toList();
            case KEY -> byColumn(entities, query, "u.keyId");
            case MODEL -> byColumn(entities, query, "u.model");
            case PROVIDER -> byColumn(entities, query, "u.provider");
        };
    }

    static UsageOverview overview(EntityManager entities, String accountId, Instant from, Instant to) {
        Duration step = Duration.between(from, to).compareTo(LONGEST_BY_HOUR) > 0 ? DAY : HOUR;
        Map<Long, UsageTotals> sums = byTime(entities, new UsageQuery(accountId, UsageFilter.between(from, to)), step);
        UsageTotals totals = sums.values().stream().reduce(UsageTotals.NONE, UsageTotals::plus);
        long first = Math.floorDiv(from.getEpochSecond(), step.toSeconds());
        long last = Math.floorDiv(to.minusNanos(1).getEpochSecond(), step.toSeconds());
        List<UsageOverview.Point> series = new ArrayList<>();
        for (long number = Math.max(first, last - MAX_POINTS); number <= last; number++) {
            series.add(new UsageOverview.Point(
                    Instant.ofEpochSecond(number * step.toSeconds()), sums.getOrDefault(number, UsageTotals.NONE)));
        }
        return new UsageOverview(totals, step, series);
    }

    private static List<UsageSummary.Line> byColumn(EntityManager entities, UsageQuery query, String column) {
        return query.query(
                        entities,
                        "select " + column + ", " + SUMS,
                        " group by " + column + " order by count(u) desc, " + column,
                        Object[].class)
                .getResultStream()
                .map(row -> new UsageSummary.Line((@Nullable String) row[0], totals(row)))
                .toList();
    }

    /** Groups by the number of whole steps since 1970: the same in every database and whatever zone it thinks in. */
    private static Map<Long, UsageTotals> byTime(EntityManager entities, UsageQuery query, Duration step) {
        String number = "SQL('floor(extract(epoch from ?) / " + step.toSeconds() + ")', u.at)";
        Map<Long, UsageTotals> sums = new HashMap<>();
        query.query(entities, "select " + number + ", " + SUMS, " group by " + number, Object[].class)
                .getResultStream()
                .forEach(row -> sums.put(((Number) row[0]).longValue(), totals(row)));
        return sums;
    }

    private static UsageTotals totals(@Nullable Object[] row) {
        Object cost = row[9];
        return new UsageTotals(
                number(row[1]),
                number(row[2]),
                number(row[3]),
                number(row[4]),
                number(row[5]),
                number(row[6]),
                number(row[7]),
                number(row[8]),
                cost == null ? BigDecimal.ZERO : (BigDecimal) cost);
    }

    private static long number(@Nullable Object sum) {
        return sum == null ? 0 : ((Number) sum).longValue();
    }
}
