package ai.qnp.core.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetTest {
    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource({
        "DAY,   2026-11-23T23:59:59.999Z, 2026-11-23T00:00:00Z, 2026-11-24T00:00:00Z, budget:k:day:2026-11-23",
        "DAY,   2026-11-24T00:00:00Z,     2026-11-24T00:00:00Z, 2026-11-25T00:00:00Z, budget:k:day:2026-11-24",
        "WEEK,  2026-11-22T12:00:00Z,     2026-11-16T00:00:00Z, 2026-11-23T00:00:00Z, budget:k:week:2026-11-16",
        "WEEK,  2026-11-23T00:00:00Z,     2026-11-23T00:00:00Z, 2026-11-30T00:00:00Z, budget:k:week:2026-11-23",
        "MONTH, 2026-12-31T23:59:59Z,     2026-12-01T00:00:00Z, 2027-01-01T00:00:00Z, budget:k:month:2026-12-01",
        "MONTH, 2028-02-29T00:00:00Z,     2028-02-01T00:00:00Z, 2028-03-01T00:00:00Z, budget:k:month:2028-02-01",
        "TOTAL, 2026-11-23T12:00:00Z,     1970-01-01T00:00:00Z, , budget:k:total"
    })
    void aPeriodBeginsAtMidnightUtcAndHasAFundOfItsOwn(
            Budget.Period period, Instant time, Instant start, @Nullable Instant end, String fund) {
        Budget budget = new Budget(BigDecimal.TEN, period);

        assertThat(period.startOf(time)).isEqualTo(start);
        assertThat(period.endOf(time)).isEqualTo(end);
        assertThat(Fund.KeyBudget.at("k", budget, time).id()).isEqualTo(fund);
        assertThat(Budget.Period.named(period.wireName())).isEqualTo(period);
    }
}
