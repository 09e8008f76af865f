package ai.qnp.core.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RetryAfterTest {
    private static final String DATE = "Mon, 14 Aug 2023 15:02:13 GMT";

    static List<Arguments> headers() {
        return List.of(
                Arguments.of("none", null, DATE, null),
                Arguments.of("seconds", "20", null, Duration.ofSeconds(20)),
                Arguments.of("zero", "0", null, Duration.ZERO),
                Arguments.of("a fraction", "1.9", null, Duration.ofSeconds(1)),
                Arguments.of("with spaces", " 7 ", null, Duration.ofSeconds(7)),
                Arguments.of("negative", "-5", null, null),
                Arguments.of("absurd", "999999", null, Duration.ofHours(1)),
                Arguments.of("more than a long holds", "99999999999999999999999", DATE, Duration.ofHours(1)),
                Arguments.of("nonsense", "soon", DATE, null),
                Arguments.of("empty", "", DATE, null),
                Arguments.of("a date", "Mon, 14 Aug 2023 15:03:13 GMT", DATE, Duration.ofMinutes(1)),
                Arguments.of("a date that has passed", "Mon, 14 Aug 2023 15:01:13 GMT", DATE, Duration.ZERO),
                Arguments.of("an absurd date", "Fri, 31 Dec 9999 23:59:59 GMT", DATE, Duration.ofHours(1)),
                Arguments.of("a date, and no Date to count from", "Mon, 14 Aug 2023 15:03:13 GMT", null, null));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("headers")
    void reads(String name, @Nullable String retryAfter, @Nullable String date, @Nullable Duration expected) {
        Map<String, String> headers = new HashMap<>();
        if (retryAfter != null) {
            headers.put("Retry-After", retryAfter);
        }
        if (date != null) {
            headers.put("Date", date);
        }

        assertThat(RetryAfter.of(new Headers(headers))).isEqualTo(expected);
    }

    @Test
    void millisecondsAreMoreExact() {
        assertThat(RetryAfter.of(new Headers(Map.of("retry-after-ms", "1500", "retry-after", "2"))))
                .isEqualTo(Duration.ofMillis(1500));
    }
}
