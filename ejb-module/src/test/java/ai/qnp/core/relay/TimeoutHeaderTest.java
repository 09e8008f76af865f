package ai.qnp.core.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeoutHeaderTest {
    @Test
    void asksForALimit() {
        assertThat(TimeoutHeader.read("1500")).isEqualTo(Duration.ofMillis(1500));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "0", "-5", "1.5", "soon", "12345678901234567890"})
    void asksForNothingWithoutAPositiveNumber(String value) {
        assertThat(TimeoutHeader.read(value)).isNull();
    }
}
