package ai.qnp.ee.admin;

import ai.qnp.ee.persistence.UsageDay;
import ai.qnp.ee.persistence.UsageDaySum;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whole days of usage, which were added up when the records were written. */
final class DaySums {
    private static final String SUMS = Stream.of(
                    UsageDaySum.REQUESTS,
                    UsageDaySum.ERRORS,
                    UsageDaySum.PROMPT_TOKENS,
                    UsageDaySum.COMPLETION_TOKENS,
                    UsageDaySum.CACHED_TOKENS,
                    UsageDaySum.CACHE_WRITE_TOKENS,
                    UsageDaySum.REASONING_TOKENS,
                    UsageDaySum.UNPRICED,
                    UsageDaySum.COST_USD,
                    UsageDaySum.TTFT_MS,
                    UsageDaySum.TTFT_REQUESTS)
            .map(sum -> "sum(" + sum.column() + ")")
            .collect(Collectors.joining(", "));

    private final EntityManager entities;
    private final StringBuilder condition = new StringBuilder("account_id = ?");
    private final List<Object> parameters = new ArrayList<>();

    DaySums(EntityManager entities, String accountId, DayCut.WholeDays days) {
        this.entities = entities;
        parameters.add(UsageDay.columnText(accountId));
        and("utc_day >= ?", days.first());
        and("utc_day < ?", days.behind());
        UsageFilter filter = days.filter();
        and("key_id = ?", columnText(filter.keyId()));
        and("provider = ?", columnText(filter.provider()));
        and("status >= ?", filter.lowestStatus());
        and("status <= ?", filter.highestStatus());
    }

    Map<Long, UsageTotals> byDay() {
        return by("utc_day", number -> ((Number) number).longValue());
    }

    Map<@Nullable String, UsageTotals> by(Dimension dimension) {
        return by(dimension.dayColumn(), text -> UsageDay.value((String) text));
    }

    private <G extends @Nullable Object> Map<G, UsageTotals> by(String column, Function<Object, G> group) {
        Query query = entities.createNativeQuery(
                "select " + column + ", " + SUMS + " from usage_days where " + condition + " group by " + column);
        for (int i = 0; i < parameters.size(); i++) {
            query.setParameter(i + 1, parameters.get(i));
        }
        Map<G, UsageTotals> sums = new HashMap<>();
        for (Object line : query.getResultList()) {
            Object[] row = (Object[]) line;
            sums.put(group.apply(row[0]), totals(row));
        }
        return sums;
    }

    private static UsageTotals totals(Object[] row) {
        return new UsageTotals(
                number(row[1]),
                number(row[2]),
                number(row[3]),
                number(row[4]),
                number(row[5]),
                number(row[6]),
                number(row[7]),
                number(row[8]),
                (BigDecimal) row[9],
                new FirstTokens(number(row[10]), number(row[11])));
    }

    private static long number(Object sum) {
        return ((Number) sum).longValue();
    }

    private static @Nullable String columnText(@Nullable String wanted) {
        return wanted == null ? null : UsageDay.columnText(wanted);
    }

    private void and(String clause, @Nullable Object value) {
        if (value != null) {
            condition.append(" and ").append(clause);
            parameters.add(value);
        }
    }
}
