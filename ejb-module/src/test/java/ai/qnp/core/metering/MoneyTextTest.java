package ai.qnp.core.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTextTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "nothing, 0.000000000000, 0",
        "trailing zeros, 1.500000000000, 1.5",
        "whole hundreds, 100, 100",
        "the smallest, 0.000000000001, 0.000000000001",
        "half of it goes up, 0.0000000000005, 0.000000000001",
        "less than half of it is nothing, 0.0000000000004, 0",
        "plain notation, 1E+9, 1000000000",
        "a debt, -2.50, -2.5",
    })
    void writesMoneyAsTheContractSays(String name, BigDecimal amount, String expected) {
        assertThat(MoneyText.of(amount)).isEqualTo(expected);
    }
}
