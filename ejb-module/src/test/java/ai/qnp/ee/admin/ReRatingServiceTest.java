package ai.qnp.ee.admin;

import static ai.qnp.ee.admin.AdminFixture.done;
import static ai.qnp.ee.admin.AdminFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.metering.ImagesMade;
import ai.qnp.core.metering.Terms;
import ai.qnp.core.metering.TokenPart;
import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.metering.UsageRecord;
import ai.qnp.core.relay.Outcome;
import ai.qnp.ee.persistence.AccountRow;
import ai.qnp.ee.persistence.DatabaseKind;
import ai.qnp.ee.persistence.Outcomes;
import ai.qnp.ee.persistence.StoredPrices;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class ReRatingServiceTest {
    private static final String VERSION = "2026-11-22";
    private static final byte[] PRICES = """
            {"schema_version":1,"as_of":"2026-11-22","models":[
             {"provider":"alpha","model":"text","mode":"chat","prices":{"input":"2","output":"4","citation":"1",
              "service_tiers":{"flex":{"input":"1","output":"2"}},"per_tool_call":{"web_search":"0.01"},
              "multipliers":{"region_us":"1.1"},"per_request":{"search_context_low":"0.005"}}},
             {"provider":"alpha","model":"pictures","mode":"image_generation","prices":{"per_image":{"hd":{"any":"0.08"}}}}]}""".getBytes(StandardCharsets.UTF_8);

    private final AdminFixture fixture;
    private final ReRatingService service;

    ReRatingServiceTest(DatabaseKind kind) {
        fixture = new AdminFixture(kind);
        service = new ReRatingService(
                fixture.store, new StoredPrices(fixture.database.transactions(), PRICES, fixture.clock));
    }

    @BeforeEach
    void anOperator() {
        fixture.database.transactions().inTransaction(entities -> {
            entities.persist(new AccountRow("acc_op", null, Tier.PRO.wireName(), true, fixture.clock.instant()));
            return true;
        });
    }

    @Test
    void tellsOldAndNewSumsByModelAndHowManyHaveNoPrice() {
        fixture.stored(
                made("r1", "acc_1", "text", TokenUsage.of(1000, 100).on(Terms.NONE.searching("low")), "0.005"),
                made("r2", "acc_1", "text", TokenUsage.of(500, 0).on(Terms.NONE.searching("low")), "0.005"),
                made("r3", "acc_1", "text", TokenUsage.of(10, 0).on(Terms.NONE.searching("high")), "0.3"),
                made("r4", "acc_1", "text", TokenUsage.of(100, 0).on(Terms.NONE.searching("low")), null),
                made("r5", "acc_1", "gone", TokenUsage.of(100, 0), "0.7"));

        ReRating report = done(service.under(VERSION, null, null, "acc_op", true));

        // text: 2,000 + 400 µ + 0.005 and 1,000 µ + 0.005; the fee for 'high' is unknown; 200 µ + 0.005 were unpriced
        assertThat(report.version()).isEqualTo(VERSION);
        assertThat(report.lines()).hasSize(2);
        ReRating.Line gone = report.lines().getFirst();
        assertThat(gone.unpriced()).isEqualTo(1);
        assertThat(gone.unpricedOldCost()).isEqualByComparingTo("0.7");
        assertThat(gone.newCost()).isZero();
        ReRating.Line text = report.lines().getLast();
        assertThat(text.requests()).isEqualTo(4);
        assertThat(text.oldCost()).isEqualByComparingTo("0.01");
        assertThat(text.newCost()).isEqualByComparingTo("0.0134");
        assertThat(text.difference()).isEqualByComparingTo("0.0034");
        assertThat(text.unpriced()).isEqualTo(1);
        assertThat(text.unpricedOldCost()).isEqualByComparingTo("0.3");
        assertThat(text.newlyPriced()).isEqualTo(1);
        assertThat(text.newlyPricedCost()).isEqualByComparingTo("0.0052");
    }

    @Test
    void recordsKeepEverythingThatDecidesTheirCost() {
        Terms terms = new Terms("flex", Set.of("region_us"), "low", Map.of("web_search", 3L), null);
        TokenUsage usage = TokenUsage.of(100, 50)
                .with(TokenPart.CACHED, 10)
                .with(TokenPart.CACHED_AUDIO, 4)
                .with(TokenPart.AUDIO_PROMPT, 5)
                .with(TokenPart.IMAGE_COMPLETION, 6)
                .with(TokenPart.CITATION, 7)
                .on(terms);
        TokenUsage pictures = TokenUsage.estimate(5, 0).on(Terms.NONE.making(new ImagesMade(2, "hd", null)));

        fixture.stored(made("r1", "acc_1", "text", usage, null), made("r2", "acc_1", "pictures", pictures, "0.1"));

        assertThat(done(fixture.usage.receipt("acc_1", "r1")).record().usage()).isEqualTo(usage);
        assertThat(done(fixture.usage.receipt("acc_1", "r2")).record().usage()).isEqualTo(pictures);
        assertThat(done(service.under(VERSION, null, null, "acc_op", true))
                        .lines()
                        .getFirst()
                        .newCost())
                .isEqualByComparingTo("0.16");
    }

    @Test
    void anAccountSeesItsOwnUsageOnlyAndTheOperatorOneOrAll() {
        fixture.stored(
                made("r1", "acc_1", "text", TokenUsage.of(1, 1), "1"),
                made("r2", "acc_2", "text", TokenUsage.of(1, 1), "1"));

        assertThat(requests(service.under(VERSION, null, null, "acc_1", true))).isEqualTo(1);
        assertThat(requests(service.under(VERSION, null, null, "acc_op", true))).isEqualTo(2);
        assertThat(requests(service.under(VERSION, null, null, "acc_2", false))).isEqualTo(1);
    }

    @Test
    void countsWhatArrivedInTheTimeMeantAndNothingThatWasRefused() {
        Instant noon = Outcomes.NOON;
        fixture.stored(
                made("r1", "acc_1", "text", TokenUsage.of(1, 1), "1"),
                Outcomes.of("r2", "acc_1", "key_1", noon, "alpha", "text", 200, BigDecimal.ONE, null),
                refusedRequest("r3"));

        assertThat(requests(service.under(VERSION, noon, noon.plus(Duration.ofSeconds(1)), "acc_op", true)))
                .isEqualTo(2);
        assertThat(requests(service.under(VERSION, noon.plusSeconds(1), null, "acc_op", true)))
                .isZero();
    }

    @Test
    void readsAnyNumberOfRecordsAndChangesNone() {
        Outcome[] many = new Outcome[4_100];
        for (int i = 0; i < many.length; i++) {
            many[i] = made("r" + i, "acc_1", "text", TokenUsage.of(1, 0).on(Terms.NONE.searching("low")), "1");
        }
        fixture.stored(many);

        assertThat(requests(service.under(VERSION, null, null, "acc_op", true))).isEqualTo(4_100);
        assertThat(done(fixture.usage.receipt("acc_1", "r7")).record().cost()).isEqualByComparingTo("1");
    }

    @Test
    void anUnknownVersionIsRefused() {
        assertThat(refused(service.under("1999-01-01", null, null, "acc_op", true))
                        .param())
                .isEqualTo("version");
    }

    private static long requests(Answer<ReRating> report) {
        return done(report).lines().stream().mapToLong(ReRating.Line::requests).sum();
    }

    private static Outcome refusedRequest(String id) {
        UsageRecord record = record(id, "acc_1", "text", TokenUsage.NONE, BigDecimal.ZERO, 502);
        return new Outcome(record, List.of(), List.of());
    }

    private static Outcome made(String id, String account, String model, TokenUsage usage, @Nullable String cost) {
        return new Outcome(
                record(id, account, model, usage, cost == null ? null : new BigDecimal(cost), 200),
                List.of(),
                List.of());
    }

    private static UsageRecord record(
            String id, String account, String model, TokenUsage usage, @Nullable BigDecimal cost, int status) {
        return new UsageRecord(
                id,
                Outcomes.NOON,
                account,
                "key_1",
                model.equals("pictures") ? "images.generations" : "chat.completions",
                model,
                "alpha",
                model,
                false,
                status,
                "stop",
                1,
                usage,
                cost,
                cost == null ? null : "2026-01-01",
                null,
                1,
                1,
                null,
                false);
    }
}
