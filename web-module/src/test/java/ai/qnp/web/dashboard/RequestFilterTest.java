package ai.qnp.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.ee.admin.UsageFilter;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestFilterTest {
    private final RequestFilter filter = new RequestFilter();

    @Test
    void letsEverythingThroughAtFirst() {
        assertThat(filter.isAll()).isTrue();
        assertThat(filter.usageFilter()).isEqualTo(UsageFilter.ALL);
    }

    @Test
    void readsWhatTheAddressSays() {
        filter.setKey("key_1");
        filter.setModel(" gpt-4o ");
        filter.setProvider("openai");
        filter.setFrom("2026-03-01T00:00:00Z");
        filter.setTo("2026-03-02T00:00:00.000Z");

        assertThat(filter.usageFilter())
                .isEqualTo(new UsageFilter(
                        Instant.parse("2026-03-01T00:00:00Z"),
                        Instant.parse("2026-03-02T00:00:00Z"),
                        "key_1",
                        "gpt-4o",
                        "openai",
                        null,
                        null));
        assertThat(filter.getQuery())
                .isEqualTo("key=key_1&model=gpt-4o&provider=openai&from=2026-03-01T00%3A00%3A00Z"
                        + "&to=2026-03-02T00%3A00%3A00.000Z");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "NULL",
            value = {"ok, 200, 399", "error, 400, NULL", "4xx, 400, 499", "5xx, 500, 599", "429, 429, 429"})
    void knowsStatusesAndTheirClasses(String status, Integer lowest, Integer highest) {
        filter.setStatus(status);

        assertThat(filter.usageFilter()).isEqualTo(new UsageFilter(null, null, null, null, null, lowest, highest));
    }

    @Test
    void leavesOutWhatCannotBeRead() {
        filter.setStatus("teapot");
        filter.setFrom("yesterday");
        filter.setKey("   ");

        assertThat(filter.usageFilter()).isEqualTo(UsageFilter.ALL);
    }

    @Test
    void keepsHostileTextInsideItsParameter() {
        filter.setModel("a&status=ok\"><script>");

        assertThat(filter.getQuery()).isEqualTo("model=a%26status%3Dok%22%3E%3Cscript%3E");
    }
}
