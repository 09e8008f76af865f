package ai.qnp.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.metering.UsageRecord;
import ai.qnp.ee.admin.Page;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RequestRowsTest {
    private static final int SIZE = 2;
    private static final List<UsageRecord> ALL = IntStream.range(0, 5)
            .mapToObj(number -> made("r" + number, 200, null))
            .toList();

    private final RequestRows rows = new RequestRows(RequestRowsTest::page, made -> RequestRow.of(made, "a key"));

    @Test
    void goesForthAndBackPageByPage() {
        assertThat(load(0)).containsExactly("r0", "r1");
        assertThat(load(2)).containsExactly("r2", "r3");
        assertThat(load(4)).containsExactly("r4");
        assertThat(load(2)).containsExactly("r2", "r3");
        assertThat(load(0)).containsExactly("r0", "r1");
    }

    @Test
    void knowsThatThereAreMoreAndInTheEndHowMany() {
        load(0);
        assertThat(rows.getRowCount()).isEqualTo(3);
        load(2);
        assertThat(rows.getRowCount()).isEqualTo(5);
        load(4);
        assertThat(rows.getRowCount()).isEqualTo(5);
    }

    @Test
    void aPageThatNobodyHasComeToYetIsTheFurthestOneKnown() {
        load(0);

        assertThat(load(40)).containsExactly("r2", "r3");
    }

    @Test
    void tellsHowARequestEnded() {
        assertThat(outcome(made("a", 200, null))).isEqualTo("ok");
        assertThat(outcome(made("b", 200, "upstream_error"))).isEqualTo("failed");
        assertThat(outcome(made("c", 401, "invalid_api_key"))).isEqualTo("refused");
        assertThat(outcome(made("d", 502, "all_providers_failed"))).isEqualTo("failed");
    }

    private List<String> load(int first) {
        List<RequestRow> page = rows.load(first, SIZE, Map.of(), Map.of());
        rows.setWrappedData(page);
        return page.stream().map(RequestRow::id).toList();
    }

    private static String outcome(UsageRecord made) {
        return RequestRow.of(made, null).outcome();
    }

    /** Pages whose cursor is the number of the row they begin at. */
    private static Page<UsageRecord> page(String cursor, int size) {
        int from = cursor == null ? 0 : Integer.parseInt(cursor);
        int to = Math.min(from + size, ALL.size());
        return new Page<>(ALL.subList(from, to), to == ALL.size() ? null : String.valueOf(to));
    }

    private static UsageRecord made(String id, int status, String errorCode) {
        return new UsageRecord(
                id,
                Instant.EPOCH,
                "acc_1",
                "key_1",
                "chat.completions",
                "qnp/auto",
                "openai",
                "gpt-4o",
                false,
                status,
                "stop",
                1,
                TokenUsage.of(1, 2),
                BigDecimal.ONE,
                "v1",
                5L,
                10,
                1,
                errorCode,
                false);
    }
}
