package ai.qnp.ee.admin;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Usage added up: whole days as they were summed when they happened, the hours beside them from their records. */
final class UsageSums {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    /** Enough for ten years of days; beyond it a series would only eat memory. */
    private static final long MAX_POINTS = 3_660;

    private static final Comparator<UsageSummary.Line> MOST_FIRST = Comparator.comparing(
                    (UsageSummary.Line line) -> line.totals().requests(), Comparator.reverseOrder())
            .thenComparing(UsageSummary.Line::group, Comparator.nullsLast(Comparator.naturalOrder()));

    private UsageSums() {}

    static List<UsageSummary.Line> lines(
            EntityManager entities, String accountId, UsageFilter filter, UsageSummary.GroupBy groupBy) {
        return switch (groupBy) {
            case DAY ->
                byDay(entities, accountId, filter).entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(day -> new UsageSummary.Line(
                                LocalDate.ofEpochDay(day.getKey()).toString(), day.getValue()))
                        .toList();
            case KEY -> by(Dimension.KEY, entities, accountId, filter);
            case MODEL -> by(Dimension.MODEL, entities, accountId, filter);
            case PROVIDER -> by(Dimension.PROVIDER, entities, accountId, filter);
        };
    }

    static UsageOverview overview(EntityManager entities, String accountId, Instant from, Instant to) {
        Map<Long, UsageTotals> sums = byDay(entities, accountId, UsageFilter.between(from, to));
        return new UsageOverview(
                sums.values().stream().reduce(UsageTotals.NONE, UsageTotals::plus),
                steps(from, to, DAY)
                        .mapToObj(day ->
                                new UsageOverview.Point(start(day, DAY), sums.getOrDefault(day, UsageTotals.NONE)))
                        .toList());
    }

    static UsageHours hours(EntityManager entities, String accountId, Instant from, Instant to) {
        Map<Long, UsageHours.Hour> sums = new RecordSums(entities, accountId, UsageFilter.between(from, to)).byHour();
        return new UsageHours(
                sums.values().stream().map(UsageHours.Hour::totals).reduce(UsageTotals.NONE, UsageTotals::plus),
                sums.values().stream().mapToLong(UsageHours.Hour::saved).sum(),
                steps(from, to, HOUR)
                        .mapToObj(hour ->
                                sums.getOrDefault(hour, new UsageHours.Hour(start(hour, HOUR), UsageTotals.NONE, 0)))
                        .toList());
    }

    /** The numbers since 1970 of the steps that a stretch touches; the latest ones where there are too many. */
    private static LongStream steps(Instant from, Instant to, Duration step) {
        long first = Math.floorDiv(from.getEpochSecond(), step.toSeconds());
        long last = Math.floorDiv(to.minusNanos(1).getEpochSecond(), step.toSeconds());
        return LongStream.rangeClosed(Math.max(first, last - MAX_POINTS), last);
    }

    private static Instant start(long number, Duration step) {
        return Instant.ofEpochSecond(number * step.toSeconds());
    }

    private static Map<Long, UsageTotals> byDay(EntityManager entities, String accountId, UsageFilter filter) {
        DayCut cut = DayCut.of(filter);
        Map<Long, UsageTotals> sums = new HashMap<>();
        if (cut.days() != null) {
            add(sums, new DaySums(entities, accountId, cut.days()).byDay());
        }
        cut.rest().forEach(part -> add(sums, new RecordSums(entities, accountId, part).byDay()));
        return sums;
    }

    private static List<UsageSummary.Line> by(
            Dimension dimension, EntityManager entities, String accountId, UsageFilter filter) {
        DayCut cut = DayCut.of(filter);
        Map<@Nullable String, UsageTotals> sums = new HashMap<>();
        if (cut.days() != null) {
            add(sums, new DaySums(entities, accountId, cut.days()).by(dimension));
        }
        cut.rest().forEach(part -> add(sums, new RecordSums(entities, accountId, part).by(dimension)));
        return sums.entrySet().stream()
                .map(group -> new UsageSummary.Line(group.getKey(), group.getValue()))
                .sorted(MOST_FIRST)
                .toList();
    }

    private static <G extends @Nullable Object> void add(Map<G, UsageTotals> sums, Map<G, UsageTotals> more) {
        more.forEach((group, totals) -> sums.merge(group, totals, UsageTotals::plus));
    }
}
