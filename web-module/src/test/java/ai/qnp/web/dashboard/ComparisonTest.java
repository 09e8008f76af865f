package ai.qnp.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0, same, ''",
        "7, 7, same, ''",
        "5, 0, new, ''",
        "0, 5, down, 100 %",
        "15, 10, up, 50 %",
        "10, 15, down, 33 %",
        "1000, 1, up, > 999 %"
    })
    void saysHowTodayStandsToYesterday(long today, long yesterday, String trend, String change) {
        Comparison comparison = Comparison.ofCounts(today, yesterday);

        assertThat(comparison.trend()).isEqualTo(trend);
        assertThat(comparison.change()).isEqualTo(change);
    }

    @Test
    void keepsTheLastDigitBesideTheRoughFigure() {
        Comparison comparison = Comparison.ofMoney(new BigDecimal("0.10648265"), new BigDecimal("2.5"));

        assertThat(comparison).isEqualTo(new Comparison("$0.106", "$0.10648265", "$2.50", "down", "96 %"));
    }
}
