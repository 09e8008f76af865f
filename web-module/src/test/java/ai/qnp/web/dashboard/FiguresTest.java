package ai.qnp.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
    @ParameterizedTest
    @CsvSource({
        "0, $0.00, $0",
        "0.000000150000, $0.00000015, $0.00000015",
        "0.106482650000, $0.106, $0.10648265",
        "0.5, $0.5, $0.5",
        "1, $1.00, $1",
        "12.3456, $12.35, $12.3456",
        "12345.6, '$12,345.60', $12345.6"
    })
    void moneyIsRoughAtAGlanceAndExactInTheRecord(BigDecimal amount, String rough, String exact) {
        assertThat(Figures.roughMoney(amount)).isEqualTo(rough);
        assertThat(Figures.exactMoney(amount)).isEqualTo(exact);
    }

    @Test
    void whatIsNotKnownIsADashAndNotZero() {
        assertThat(Figures.exactMoney(null)).isEqualTo("–");
        assertThat(Figures.millis(null)).isEqualTo("–");
    }

    @ParameterizedTest
    @CsvSource({"0, 0 ms", "999, 999 ms", "1000, 1.0 s", "59949, 59.9 s", "61000, 1 min 1 s", "600000, 10 min 0 s"})
    void timeHasTheUnitThatSuitsIt(long millis, String text) {
        assertThat(Figures.millis(millis)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "1023, 1023 B",
        "1024, 1.0 KiB",
        "102400, 100 KiB",
        "1572864, 1.5 MiB",
        "536870912, 512 MiB",
        "1099511627776, 1.0 TiB"
    })
    void aSizeHasTheUnitThatSuitsIt(long bytes, String text) {
        assertThat(Figures.bytes(bytes)).isEqualTo(text);
    }

    @Test
    void anAnswerInLessThanAMillisecondIsNotNothing() {
        assertThat(Figures.fineMillis(Duration.ofNanos(213_456))).isEqualTo("0.21 ms");
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0 %", "0, 10, 0 %", "1, 1000, < 1 %", "1, 3, 33 %", "10, 10, 100 %"})
    void aSmallShareIsNotNothing(long part, long whole, String text) {
        assertThat(Figures.percent(part, whole)).isEqualTo(text);
    }
}
