package ai.qnp.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.ee.admin.FirstTokens;
import ai.qnp.ee.admin.UsageSummary;
import ai.qnp.ee.admin.UsageTotals;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupBarsTest {
    private static final UsageTotals SOME =
            new UsageTotals(3, 1, 0, 0, 0, 0, 0, 0, java.math.BigDecimal.ONE, FirstTokens.NONE);

    @Test
    void daysWithoutUsageHaveTheirPlace() {
        GroupBars bars = GroupBars.byDay(
                List.of(new UsageSummary.Line("2026-11-20", SOME), new UsageSummary.Line("2026-11-22", SOME)),
                LocalDate.parse("2026-11-23"));

        assertThat(bars.bars()).extracting(bar -> bar.totals().requests()).containsExactly(3L, 0L, 3L, 0L);
        assertThat(bars.bars().getFirst().label()).isEqualTo("2026-11-20T00:00:00Z");
    }

    @Test
    void aStretchOfManyYearsIsNoWall() {
        GroupBars bars =
                GroupBars.byDay(List.of(new UsageSummary.Line("1999-01-01", SOME)), LocalDate.parse("2026-11-23"));

        assertThat(bars.bars()).hasSize(401);
    }

    @Test
    void aNameEndsNoScript() {
        GroupBars bars = GroupBars.byName(List.of(new UsageSummary.Line("</script>", SOME)), UsageSummary.Line::group);

        assertThat(bars.requests("a", "b")).doesNotContain("</script>").contains("\"data\":[2]");
    }
}
