package ai.qnp.ee.admin;

import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Usage records added up one by one by the database. */
final class RecordSums {
    private static final String SUMS = "count(u),"
            + " sum(case when u.status >= 400 or u.errorCode is not null then 1 else 0 end),"
            + " sum(u.promptTokens), sum(u.completionTokens), sum(u.cachedTokens), sum(u.cacheWriteTokens),"
            + " sum(u.reasoningTokens),"
            + " sum(case when u.cost is null and u.status < 400 then 1 else 0 end), sum(u.cost),"
            + " sum(u.timeToFirstTokenMillis), count(u.timeToFirstTokenMillis)";

    /** Answered well by a later target after an earlier one had failed. A constant truth would be written as a number. */
    private static final String SAVED = "sum(case when u.attempts > 1 and u.status < 400 and u.errorCode is null"
            + " then SQL('case when ? then 0 else 1 end', u.clientClosed) else 0 end)";

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final EntityManager entities;
    private final UsageQuery query;

    RecordSums(EntityManager entities, String accountId, UsageFilter filter) {
        this.entities = entities;
        this.query = new UsageQuery(accountId, filter);
    }

    Map<@Nullable String, UsageTotals> by(Dimension dimension) {
        Map<@Nullable String, UsageTotals> sums = new HashMap<>();
        String field = dimension.recordField();
        query.query(entities, "select " + field + ", " + SUMS, " group by " + field, Object[].class)
                .getResultStream()
                .forEach(row -> sums.put((@Nullable String) row[0], totals(row)));
        return sums;
    }

    /** By the number of the day since 1970. */
    Map<Long, UsageTotals> byDay() {
        return by(DAY, SUMS, (day, row) -> totals(row));
    }

    /** By the number of the hour since 1970. */
    Map<Long, UsageHours.Hour> byHour() {
        return by(
                HOUR,
                SUMS + ", " + SAVED,
                (hour, row) -> new UsageHours.Hour(
                        Instant.ofEpochSecond(hour * HOUR.toSeconds()), totals(row), number(row[12])));
    }

    /** By the number of whole steps since 1970: the same in every database and whatever zone it thinks in. */
    private <S> Map<Long, S> by(Duration step, String sums, BiFunction<Long, @Nullable Object[], S> made) {
        String number = "SQL('floor(extract(epoch from ?) / " + step.toSeconds() + ")', u.at)";
        Map<Long, S> found = new HashMap<>();
        query.query(entities, "select " + number + ", " + sums, " group by " + number, Object[].class)
                .getResultStream()
                .forEach(row -> {
                    long start = ((Number) row[0]).longValue();
                    found.put(start, made.apply(start, row));
                });
        return found;
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
                cost == null ? BigDecimal.ZERO : (BigDecimal) cost,
                new FirstTokens(number(row[10]), number(row[11])));
    }

    private static long number(@Nullable Object sum) {
        return sum == null ? 0 : ((Number) sum).longValue();
    }
}
