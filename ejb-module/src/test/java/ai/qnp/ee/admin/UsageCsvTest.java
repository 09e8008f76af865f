package ai.qnp.ee.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UsageCsvTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void aSpreadsheetRunsNothingAndReadsEveryCell(String name, String text, String cell) {
        assertThat(UsageCsv.cell(text)).isEqualTo(cell);
    }

    static Stream<Arguments> cells() {
        return Stream.of(
                Arguments.of("plain", "gpt-4o", "gpt-4o"),
                Arguments.of("none", null, ""),
                Arguments.of("formula", "=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\""),
                Arguments.of("plus", "+1", "'+1"),
                Arguments.of("minus", "-1", "'-1"),
                Arguments.of("at", "@SUM(A1)", "'@SUM(A1)"),
                Arguments.of("tab", "\t=1", "'\t=1"),
                Arguments.of("carriage return", "\r=1", "\"'\r=1\""),
                Arguments.of("comma", "a,b", "\"a,b\""),
                Arguments.of("quote", "a\"b", "\"a\"\"b\""),
                Arguments.of("line feed", "a\nb", "\"a\nb\""));
    }

    @Test
    void theHeaderNamesTheContractsFields() {
        assertThat(UsageCsv.header())
                .isEqualTo("id,at,key_id,endpoint,model_requested,provider,model,stream,status,finish_reason,attempts,"
                        + "prompt_tokens,completion_tokens,cached_tokens,cache_write_tokens,reasoning_tokens,"
                        + "tokens_estimated,cost_usd,price_version,ttft_ms,total_ms,gateway_ms,error_code,"
                        + "client_closed\r\n");
    }
}
