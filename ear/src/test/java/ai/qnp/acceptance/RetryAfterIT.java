package ai.qnp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.AcceptanceTest;
import ai.qnp.acceptance.server.Answer;
import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.Gateway;
import ai.qnp.acceptance.upstream.Answers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@AcceptanceTest
class RetryAfterIT {
    private static final String NOON = "Sat, 21 Nov 2026 12:00:00 GMT";

    private final Gateway gateway;

    RetryAfterIT(Gateway gateway) {
        this.gateway = gateway;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    17                            | 17
                    2.5                           | 2
                    0                             | 1
                    999999999                     | 3600
                    99999999999999999999          | 3600
                    -5                            | 10
                    soon                          | 10
                    Sat, 21 Nov 2026 12:00:20 GMT | 20
                    Sat, 21 Nov 2026 11:59:00 GMT | 1
                    Sat, 21 Nov 2099 12:00:00 GMT | 3600
                    Sat, 99 Nov 2026 12:00:00 GMT | 10
                    """)
    void tellsAWaitInSecondsWhateverTheProviderWrote(String written, String told) {
        // given
        String provider = gateway.provider();
        gateway.upstream()
                .on(
                        provider,
                        Answers.fails(
                                429,
                                Answers.error("slow down", "rate_limit_error", "rate"),
                                "Retry-After",
                                written,
                                "Date",
                                NOON));
        Caller caller = gateway.callerOver(provider);

        // when
        Answer first = caller.chat(Caller.ask("m1")).expect(429);
        Answer second = caller.chat(Caller.ask("m1"));

        // then the second one is not kept waiting beyond the bound of a cool-down
        assertThat(first.header("retry-after")).hasValue(told);
        assertThat(second.status()).isIn(429, 503);
        if (second.status() == 503) {
            assertThat(Integer.parseInt(second.header("retry-after").orElseThrow()))
                    .isBetween(1, 60);
        }
    }
}
