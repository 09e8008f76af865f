package ai.qnp.ee.admin;

import static ai.qnp.ee.admin.AdminFixture.done;
import static ai.qnp.ee.admin.AdminFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.metering.UsageRecord;
import ai.qnp.core.relay.Outcome;
import ai.qnp.ee.admin.UsageSummary.GroupBy;
import ai.qnp.ee.persistence.DatabaseKind;
import ai.qnp.ee.persistence.Outcomes;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class UsageServiceTest {
    private static final String MINE = "acc_1";
    private static final Instant NOON = Outcomes.NOON;

    private final AdminFixture admin;

    UsageServiceTest(DatabaseKind kind) {
        admin = new AdminFixture(kind);
    }

    @Test
    void pagesShowEveryRecordOnceThoughMoreComeInAndManyShareAMoment() {
        IntStream.range(0, 25)
                .forEach(i ->
                        admin.stored(Outcomes.answered("r%02d".formatted(i), MINE, "key_1", NOON.plusSeconds(i / 10))));
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            Page<UsageRecord> page = done(admin.usage.page(MINE, UsageFilter.ALL, cursor, 4));
            page.rows().forEach(made -> seen.add(made.id()));
            cursor = page.next();
            admin.stored(Outcomes.answered("late" + seen.size(), MINE, "key_1", NOON.plusSeconds(99)));
        } while (cursor != null);

        List<String> expected = new ArrayList<>(
                IntStream.range(0, 25).mapToObj("r%02d"::formatted).toList().reversed());
        assertThat(seen).isEqualTo(expected);
    }

    @Test
    void theLastPageHasNoCursor() {
        admin.stored(Outcomes.answered("a"), Outcomes.answered("b"));

        assertThat(done(admin.usage.page(MINE, UsageFilter.ALL, null, 2)).next())
                .isNull();
    }

    @Test
    void refusesAForeignCursorAndAnUnboundedPage() {
        assertThat(refused(admin.usage.page(MINE, UsageFilter.ALL, "x", 10)).param())
                .isEqualTo("cursor");
        assertThat(refused(admin.usage.page(MINE, UsageFilter.ALL, null, 0)).param())
                .isEqualTo("limit");
        assertThat(refused(admin.usage.page(MINE, UsageFilter.ALL, null, 501)).param())
                .isEqualTo("limit");
    }

    @Test
    void filtersByEachField() {
        admin.stored(
                Outcomes.of("1", MINE, "key_1", NOON, "openai", "gpt-4o", 200, BigDecimal.ONE, null),
                Outcomes.of("2", MINE, "key_2", NOON.plusSeconds(1), "anthropic", "claude", 429, null, "rpm_exceeded"),
                Outcomes.of("3", MINE, "key_2", NOON.plusSeconds(2), "openai", "gpt-4o", 404, null, "model_not_found"),
                Outcomes.answered("4", "acc_other", "key_9", NOON));

        assertThat(ids(UsageFilter.ALL)).containsExactly("3", "2", "1");
        assertThat(ids(UsageFilter.between(NOON.plusSeconds(1), null))).containsExactly("3", "2");
        assertThat(ids(UsageFilter.between(null, NOON.plusSeconds(1)))).containsExactly("1");
        assertThat(ids(filter("key_2", null, null, null, null))).containsExactly("3", "2");
        assertThat(ids(filter(null, "claude", null, null, null))).containsExactly("2");
        assertThat(ids(filter(null, "qnp/auto", null, null, null))).containsExactly("3", "2", "1");
        assertThat(ids(filter(null, null, "openai", null, null))).containsExactly("3", "1");
        assertThat(ids(filter(null, null, null, 429, 429))).containsExactly("2");
        assertThat(ids(filter(null, null, null, 400, 499))).containsExactly("3", "2");
        assertThat(admin.usage.count(MINE, filter(null, null, "openai", null, null)))
                .isEqualTo(2);
    }

    @Test
    void sumsByDayInUtcWhateverZoneTheMachineIsIn() {
        TimeZone zone = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
            admin.stored(
                    Outcomes.answered("1", MINE, "key_1", Instant.parse("2026-03-01T23:59:59.999999Z")),
                    Outcomes.answered("2", MINE, "key_1", Instant.parse("2026-03-02T00:00:00Z")),
                    Outcomes.answered("3", MINE, "key_1", Instant.parse("2026-03-02T13:00:00Z")));

            assertThat(admin.usage.summary(MINE, UsageFilter.ALL, GroupBy.DAY).lines())
                    .extracting(line -> line.group() + " " + line.totals().requests())
                    .containsExactly("2026-03-01 1", "2026-03-02 2");
        } finally {
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void countsWhatAFallbackSavedAndNotWhatFailedInSpiteOfIt() {
        admin.stored(
                Outcomes.of("1", MINE, "key_1", NOON, "openai", "gpt-4o", 200, null, null),
                Outcomes.of("2", MINE, "key_1", NOON, "openai", "gpt-4o", 502, null, "all_providers_failed"),
                Outcomes.of("3", MINE, "key_1", NOON, "openai", "gpt-4o", 200, null, "stream_broken"),
                Outcomes.of("4", MINE, "key_1", NOON.plusSeconds(60), "openai", "gpt-4o", 200, null, null));

        UsageHours hour = admin.usage.hours(MINE, NOON, NOON.plusSeconds(60));
        assertThat(hour.saved()).isEqualTo(1);
        assertThat(hour.series())
                .containsExactly(new UsageHours.Hour(NOON.truncatedTo(ChronoUnit.HOURS), hour.totals(), 1));
        assertThat(admin.usage.hours("acc_other", NOON, NOON.plusSeconds(90)).saved())
                .isZero();
    }

    @Test
    void sumsByGroupCountErrorsTokensAndWhatHasNoPrice() {
        admin.stored(
                Outcomes.of("1", MINE, "key_1", NOON, "openai", "gpt-4o", 200, new BigDecimal("0.1"), null),
                Outcomes.of("2", MINE, "key_1", NOON, "openai", "gpt-4o", 200, new BigDecimal("0.2"), null),
                Outcomes.of("3", MINE, "key_1", NOON, "openai", "gpt-4o", 502, null, "all_providers_failed"),
                Outcomes.of("4", MINE, "key_2", NOON, "custom", "free", 200, null, null),
                Outcomes.of("5", MINE, null, NOON, null, null, 401, null, "revoked_api_key"));

        List<UsageSummary.Line> lines =
                admin.usage.summary(MINE, UsageFilter.ALL, GroupBy.PROVIDER).lines();

        assertThat(lines.getFirst().group()).isEqualTo("openai");
        UsageTotals openai = lines.getFirst().totals();
        assertThat(openai.cost()).isEqualByComparingTo("0.3");
        assertThat(new UsageTotals(3, 1, 300, 60, 90, 30, 21, 0, openai.cost(), new FirstTokens(261, 3)))
                .isEqualTo(openai);
        assertThat(lines).extracting(UsageSummary.Line::group).containsExactlyInAnyOrder("openai", "custom", null);
        assertThat(lines.stream().filter(line -> "custom".equals(line.group())))
                .singleElement()
                .satisfies(line -> assertThat(line.totals().unpriced()).isEqualTo(1));
        assertThat(admin.usage.summary(MINE, UsageFilter.ALL, GroupBy.KEY).lines())
                .extracting(UsageSummary.Line::group)
                .containsExactlyInAnyOrder("key_1", "key_2", null);
        assertThat(admin.usage.summary(MINE, UsageFilter.ALL, GroupBy.MODEL).lines())
                .extracting(UsageSummary.Line::group)
                .containsExactlyInAnyOrder("gpt-4o", "free", null);
    }

    @Test
    void everyHourOfAStretchHasItsPlaceInTheSeries() {
        admin.stored(Outcomes.answered("1", MINE, "key_1", NOON), Outcomes.answered("2", MINE, "key_1", NOON));
        Instant from = Instant.parse("2026-03-01T10:30:00Z");

        UsageHours hours = admin.usage.hours(MINE, from, from.plus(Duration.ofHours(4)));

        assertThat(hours.totals().requests()).isEqualTo(2);
        assertThat(hours.series())
                .extracting(hour -> hour.start() + " " + hour.totals().requests())
                .containsExactly(
                        "2026-03-01T10:00:00Z 0",
                        "2026-03-01T11:00:00Z 0",
                        "2026-03-01T12:00:00Z 2",
                        "2026-03-01T13:00:00Z 0",
                        "2026-03-01T14:00:00Z 0");
    }

    @Test
    void anOverviewGoesByDay() {
        admin.stored(Outcomes.answered("1", MINE, "key_1", NOON));
        Instant from = Instant.parse("2026-02-01T00:00:00Z");

        UsageOverview overview = admin.usage.overview(MINE, from, Instant.parse("2026-03-03T00:00:00Z"));

        assertThat(overview.series()).hasSize(30);
        assertThat(overview.series().get(28).totals().requests()).isEqualTo(1);
    }

    @Test
    void aReceiptIsTheOwnersOnly() {
        Outcome outcome = Outcomes.answered("req_1");
        admin.stored(outcome);

        assertThat(done(admin.usage.receipt(MINE, "req_1"))).isEqualTo(outcome);
        assertThat(refused(admin.usage.receipt("acc_other", "req_1")).status()).isEqualTo(404);
        assertThat(refused(admin.usage.receipt(MINE, "req_2")).status()).isEqualTo(404);
    }

    @Test
    void csvHoldsEveryRecordHoweverManyPages() throws Exception {
        Outcome[] many = IntStream.range(0, 2_001)
                .mapToObj(i -> Outcomes.answered("r" + i, MINE, "key_1", NOON.plusMillis(i)))
                .toArray(Outcome[]::new);
        admin.stored(many);
        StringBuilder csv = new StringBuilder();

        admin.usage.writeCsv(MINE, UsageFilter.ALL, csv);

        List<String> lines = csv.toString().lines().toList();
        assertThat(lines).hasSize(2_002).doesNotHaveDuplicates();
        assertThat(lines.get(1))
                .isEqualTo("r2000,2026-03-01T12:00:02.123456Z,key_1,chat.completions,qnp/auto,openai,gpt-4o,true,200,"
                        + "stop,2,100,20,30,10,7,false,0.000125,2026-01,87,432,3,,false");
    }

    private List<String> ids(UsageFilter filter) {
        return done(admin.usage.page(MINE, filter, null, 100)).rows().stream()
                .map(UsageRecord::id)
                .toList();
    }

    private static UsageFilter filter(String key, String model, String provider, Integer lowest, Integer highest) {
        return new UsageFilter(null, null, key, model, provider, lowest, highest);
    }
}
