package ai.qnp.web.dashboard;

import ai.qnp.ee.admin.UsageSummary;
import ai.qnp.ee.admin.UsageTotals;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Usage by group as charts draw it: one bar a group, days without gaps. */
record GroupBars(String step, List<Bar> bars) {
    /** Beyond it a chart would be a wall; the table beside it has every day with usage. */
    private static final int MOST_DAYS = 400;

    /** A bar, and what is written below it. */
    record Bar(String label, UsageTotals totals) {}

    /** By day, from the first with usage to today: a day on which nothing happened has its place, too. */
    static GroupBars byDay(List<UsageSummary.Line> days, LocalDate today) {
        Map<LocalDate, UsageTotals> byDay =
                days.stream().collect(Collectors.toMap(GroupBars::day, UsageSummary.Line::totals));
        LocalDate first = days.isEmpty() ? today : day(days.getFirst());
        LocalDate last = days.isEmpty() || day(days.getLast()).isBefore(today) ? today : day(days.getLast());
        List<Bar> bars = new ArrayList<>();
        LocalDate earliest = last.minusDays(MOST_DAYS);
        for (LocalDate day = first.isBefore(earliest) ? earliest : first; !day.isAfter(last); day = day.plusDays(1)) {
            bars.add(new Bar(
                    day.atStartOfDay(ZoneOffset.UTC).toInstant().toString(),
                    byDay.getOrDefault(day, UsageTotals.NONE)));
        }
        return new GroupBars("day", bars);
    }

    /** In the order given, each below its name. */
    static GroupBars byName(List<UsageSummary.Line> groups, Function<UsageSummary.Line, String> name) {
        return new GroupBars(
                "name",
                groups.stream()
                        .map(line -> new Bar(name.apply(line), line.totals()))
                        .toList());
    }

    String requests(String answered, String failed) {
        return ChartJson.requests(step, bars, answered, failed);
    }

    String cost(String cost) {
        return ChartJson.cost(step, bars, cost);
    }

    private static LocalDate day(UsageSummary.Line line) {
        @Nullable String day = line.group();
        return day == null ? LocalDate.EPOCH : LocalDate.parse(day);
    }
}
