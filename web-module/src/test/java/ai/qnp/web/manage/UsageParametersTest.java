package ai.qnp.web.manage;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.UsageFilter;
import ai.qnp.ee.admin.UsageSummary.GroupBy;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageParametersTest {
    @Test
    void leftOutMeansEverything() {
        UsageParameters none = parameters();

        assertThat(none.filter()).isEqualTo(new Answer.Done<>(UsageFilter.ALL));
        assertThat(none.limit()).isEqualTo(50);
        assertThat(none.cursor()).isNull();
        assertThat(none.groupBy()).isEqualTo(new Answer.Done<>(GroupBy.DAY));
    }

    @Test
    void everyParameterIsRead() {
        UsageParameters all = parameters(
                "from",
                "2026-03-01",
                "to",
                "2026-03-02T01:00:00 01:00",
                "key",
                "key_1",
                "model",
                "gpt-4o",
                "provider",
                "openai",
                "status",
                "4xx",
                "limit",
                "7",
                "cursor",
                "abc",
                "group_by",
                "model");

        assertThat(all.filter())
                .isEqualTo(new Answer.Done<>(new UsageFilter(
                        Instant.parse("2026-03-01T00:00:00Z"),
                        Instant.parse("2026-03-02T00:00:00Z"),
                        "key_1",
                        "gpt-4o",
                        "openai",
                        400,
                        499)));
        assertThat(all.limit()).isEqualTo(7);
        assertThat(all.cursor()).isEqualTo("abc");
        assertThat(all.groupBy()).isEqualTo(new Answer.Done<>(GroupBy.MODEL));
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({"from, yesterday", "to, 2026-13-01", "status, 99", "status, 4x", "status, xxx"})
    void refusesWhatItCannotRead(String name, String value) {
        assertThat(parameters(name, value).filter())
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(
                                        ((Answer.Refused<?>) refused).error().param())
                                .isEqualTo(name));
    }

    @Test
    void refusesAnUnknownGroup() {
        assertThat(parameters("group_by", "week").groupBy()).isInstanceOf(Answer.Refused.class);
    }

    private static UsageParameters parameters(String... namesAndValues) {
        MultivaluedHashMap<String, String> map = new MultivaluedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new UsageParameters(map);
    }
}
