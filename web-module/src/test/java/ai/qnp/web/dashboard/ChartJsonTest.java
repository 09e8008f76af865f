package ai.qnp.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.openai.Json;
import ai.qnp.ee.admin.FirstTokens;
import ai.qnp.ee.admin.UsageOverview;
import ai.qnp.ee.admin.UsageTotals;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChartJsonTest {
    private static final List<UsageOverview.Point> SERIES = List.of(
            new UsageOverview.Point(Instant.parse("2026-03-01T11:00:00Z"), UsageTotals.NONE),
            new UsageOverview.Point(
                    Instant.parse("2026-03-01T12:00:00Z"),
                    new UsageTotals(
                            10, 3, 0, 0, 0, 0, 0, 0, new BigDecimal("0.000000000001"), new FirstTokens(700, 2))));

    @Test
    void stacksErrorsOnWhatWasAnswered() {
        String json = ChartJson.requests(SERIES, "Answered", "Errors");

        assertThat(Json.MAPPER.readTree(json)).isEqualTo(Json.MAPPER.readTree("""
                        {"type":"bar",
                         "data":{"labels":["2026-03-01T11:00:00Z","2026-03-01T12:00:00Z"],
                          "datasets":[{"label":"Answered","qnpColour":"accent","data":[0,7]},
                                      {"label":"Errors","qnpColour":"bad","data":[0,3]}]},
                         "options":{"qnp":{"step":"hour","unit":"count"}}}"""));
    }

    @Test
    void drawsTheLastDigitOfMoney() {
        assertThat(ChartJson.cost(SERIES, "Cost")).contains("\"step\":\"day\"", "0.000000000001");
    }

    @Test
    void anHourWithoutAnswersHasNoTimeToTheFirstToken() {
        assertThat(ChartJson.firstTokens(SERIES, "Average")).contains("\"data\":[null,350]", "\"unit\":\"millis\"");
    }

    @Test
    void aLabelCannotEndTheScriptItStandsIn() {
        assertThat(ChartJson.cost(SERIES, "</script>")).doesNotContain("</script>");
    }
}
