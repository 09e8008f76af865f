package ai.qnp.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.openai.Json;
import ai.qnp.ee.admin.FirstTokens;
import ai.qnp.ee.admin.UsageHours;
import ai.qnp.ee.admin.UsageOverview;
import ai.qnp.ee.admin.UsageTotals;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChartJsonTest {
    private static final UsageTotals SOME =
            new UsageTotals(10, 3, 40, 5, 0, 0, 0, 0, new BigDecimal("0.000000000001"), new FirstTokens(700, 2));
    private static final Instant ELEVEN = Instant.parse("2026-03-01T11:00:00Z");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final List<UsageHours.Hour> HOURS =
            List.of(new UsageHours.Hour(ELEVEN, UsageTotals.NONE, 0), new UsageHours.Hour(NOON, SOME, 2));
    private static final List<UsageOverview.Point> DAYS = List.of(new UsageOverview.Point(NOON, SOME));

    @Test
    void stacksErrorsOnWhatWasSavedOnWhatWasAnsweredAtOnce() {
        String json = ChartJson.requests(HOURS, "Answered", "Saved", "Errors");

        assertThat(Json.MAPPER.readTree(json)).isEqualTo(Json.MAPPER.readTree("""
                        {"type":"bar",
                         "data":{"labels":["2026-03-01T11:00:00Z","2026-03-01T12:00:00Z"],
                          "datasets":[{"label":"Answered","qnpColour":"accent","data":[0,5]},
                                      {"label":"Saved","qnpColour":"second","data":[0,2]},
                                      {"label":"Errors","qnpColour":"bad","data":[0,3]}]},
                         "options":{"qnp":{"step":"hour","unit":"count"}}}"""));
    }

    @Test
    void stacksTokensOfAnswersOnThoseOfPrompts() {
        assertThat(ChartJson.tokens(DAYS, "Prompt", "Completion"))
                .contains("\"Prompt\",\"qnpColour\":\"accent\",\"data\":[40]", "\"data\":[5]", "\"step\":\"day\"");
    }

    @Test
    void drawsTheLastDigitOfMoney() {
        assertThat(ChartJson.cost(DAYS, "Cost")).contains("\"step\":\"day\"", "0.000000000001");
    }

    @Test
    void anHourWithoutAnswersHasNoTimeToTheFirstToken() {
        assertThat(ChartJson.firstTokens(HOURS, "Average")).contains("\"data\":[null,350]", "\"unit\":\"millis\"");
    }

    @Test
    void aLabelCannotEndTheScriptItStandsIn() {
        assertThat(ChartJson.cost(DAYS, "</script>")).doesNotContain("</script>");
    }
}
