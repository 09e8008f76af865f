package ai.qnp.core.metering;

import static ai.qnp.core.catalogue.TokenKind.AUDIO_INPUT;
import static ai.qnp.core.catalogue.TokenKind.CACHED_AUDIO_INPUT;
import static ai.qnp.core.catalogue.TokenKind.CACHED_INPUT;
import static ai.qnp.core.catalogue.TokenKind.CITATION;
import static ai.qnp.core.catalogue.TokenKind.INPUT;
import static ai.qnp.core.catalogue.TokenKind.OUTPUT;
import static ai.qnp.core.catalogue.TokenKind.REASONING_OUTPUT;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.catalogue.OffPeak;
import ai.qnp.core.catalogue.Prices;
import ai.qnp.core.catalogue.PricesReader;
import ai.qnp.core.catalogue.Tariff;
import ai.qnp.core.catalogue.Tariff.Tier;
import ai.qnp.core.catalogue.TokenKind;
import ai.qnp.core.catalogue.TokenPrices;
import ai.qnp.core.openai.Json;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CostTest {
    private static final Instant MONDAY_NOON = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void pricesEveryKindOnceByItsOwnPrice() {
        TokenUsage usage =
                new TokenUsage(1_000_000, 500_000, 200_000, 300_000, 100_000, 200_000, 50_000, 100_000, false);
        Prices prices = prices("""
                {"input":"3","output":"15","cached_input":"0.3","cache_write_5m":"3.75","cache_write_1h":"6",
                 "reasoning_output":"20","audio_input":"40","audio_output":"80"}""");

        // 450,000 plain, 200,000 cached, 200,000 + 100,000 written, 50,000 audio; 200,000 plain, 200,000 reasoning,
        // 100,000 audio
        assertThat(cost(usage, prices))
                .isEqualByComparingTo(new BigDecimal("1.35")
                        .add(new BigDecimal("0.06"))
                        .add(new BigDecimal("0.75"))
                        .add(new BigDecimal("0.6"))
                        .add(new BigDecimal("2"))
                        .add(new BigDecimal("3"))
                        .add(new BigDecimal("4"))
                        .add(new BigDecimal("8")));
    }

    @Test
    void everyKindOfTokenHasAPriceOfItsOwn() {
        TokenUsage usage = TokenUsage.of(100, 100)
                .with(TokenPart.CACHED, 60)
                .with(TokenPart.CACHED_AUDIO, 10)
                .with(TokenPart.CACHED_IMAGE, 20)
                .with(TokenPart.AUDIO_PROMPT, 15)
                .with(TokenPart.IMAGE_PROMPT, 25)
                .with(TokenPart.VIDEO_PROMPT, 5)
                .with(TokenPart.VIDEO_COMPLETION, 40)
                .with(TokenPart.IMAGE_COMPLETION, 10)
                .with(TokenPart.CITATION, 7);
        Prices prices = prices("""
                {"input":"1","output":"10","cached_input":"0.1","audio_input":"2","cached_audio_input":"0.2",
                 "image_input":"3","cached_image_input":"0.3","video_input":"4","video_output":"40","image_output":"30",
                 "citation":"5"}""");

        // cached: 30 text, 10 audio, 20 images; not cached: 5 audio, 5 images, 5 video, 25 text;
        // 50 text, 40 video, 10 images; 7 citations
        assertThat(cost(usage, prices))
                .isEqualByComparingTo(millionths("3 + 2 + 6 + 10 + 15 + 20 + 25 + 500 + 1600 + 300 + 35"));
    }

    @Test
    void aKindWithoutAPriceOfItsOwnCostsWhatThePlainKindCosts() {
        TokenUsage usage = new TokenUsage(100, 100, 50, 0, 0, 50, 0, 0, false);

        assertThat(cost(usage, text("1", "2"))).isEqualByComparingTo("0.0003");
    }

    @Test
    void paysNoMoreThanThePromptAndTheCompletionEvenWhereMoreWasCachedOrThought() {
        TokenUsage usage = new TokenUsage(119, 27, 992, 0, 0, 300, 0, 0, false);

        assertThat(cost(usage, text("2.5", "10"))).isEqualByComparingTo("0.0005675");
    }

    @Test
    void audioThatMayBeCachedIsPaidOnceAndNotBelowItsPrice() {
        TokenUsage usage = TokenUsage.of(100, 0).with(TokenPart.CACHED, 80).with(TokenPart.AUDIO_PROMPT, 90);
        Prices prices = new Prices(
                new TokenPrices(Map.of(
                        INPUT,
                        BigDecimal.ONE,
                        CACHED_INPUT,
                        new BigDecimal("0.1"),
                        AUDIO_INPUT,
                        BigDecimal.TEN,
                        CACHED_AUDIO_INPUT,
                        new BigDecimal("0.5"))),
                List.of());

        assertThat(cost(usage, prices)).isEqualByComparingTo(millionths("900 + 1"));
    }

    @Test
    void isExactToTheLastDigit() {
        assertThat(cost(TokenUsage.of(1, 1), text("0.0375", "0.15"))).isEqualTo(new BigDecimal("0.000000187500"));
    }

    @Test
    void aTierReplacesThePricesOfTheWholeRequestAboveItsThreshold() {
        Tier tier = new Tier(1000, new TokenPrices(Map.of(INPUT, new BigDecimal("8"))));
        Prices prices = new Prices(text("4", "20").base(), List.of(tier));

        assertThat(cost(TokenUsage.of(1000, 10), prices)).isEqualByComparingTo("0.0042");
        assertThat(cost(TokenUsage.of(1001, 10), prices)).isEqualByComparingTo("0.008208");
    }

    @Test
    void anotherServiceTierHasItsOwnPricesAndItsOwnTiersByLength() {
        Prices prices = prices("""
                {"input":"4","output":"20","cached_input":"0.4","tiers":{"long":{"threshold_tokens":1000,"input":"8"}},
                 "service_tiers":{"flex":{"input":"2","output":"10","cached_input":"0.2",
                                          "tiers":{"long":{"threshold_tokens":1000,"input":"4"}}}}}""");
        Terms flex = Terms.NONE.servedIn("flex");

        assertThat(cost(TokenUsage.of(1000, 10).with(TokenPart.CACHED, 500).on(flex), prices))
                .isEqualByComparingTo(millionths("1000 + 100 + 100"));
        assertThat(cost(TokenUsage.of(1001, 10).on(flex), prices)).isEqualByComparingTo(millionths("4004 + 100"));
    }

    @Test
    void whatAServiceTierHasNoPriceForIsUnpriced() {
        Prices prices = prices("""
                {"input":"4","output":"20","cached_input":"0.4","tiers":{"long":{"threshold_tokens":1000,"input":"8"}},
                 "service_tiers":{"priority":{"input":"6","output":"30"}}}""");
        Terms priority = Terms.NONE.servedIn("priority");

        assertThat(cost(TokenUsage.of(100, 10).on(priority), prices)).isEqualByComparingTo(millionths("600 + 300"));
        // priced as reasoning nowhere, so the tier's price of the completion holds
        assertThat(cost(TokenUsage.of(100, 10).with(TokenPart.REASONING, 5).on(priority), prices))
                .isEqualByComparingTo(millionths("600 + 300"));
        assertThat(cost(TokenUsage.of(100, 10).with(TokenPart.CACHED, 1).on(priority), prices))
                .isNull();
        assertThat(cost(TokenUsage.of(1001, 10).on(priority), prices)).isNull();
        assertThat(cost(TokenUsage.of(100, 10).on(Terms.NONE.servedIn("scale")), prices))
                .isNull();
    }

    @Test
    void offPeakPricesHoldInTheirWindowsOnly() {
        OffPeak night = new OffPeak(
                new TokenPrices(Map.of(INPUT, BigDecimal.ONE)),
                List.of(new OffPeak.Window(
                        Set.of(DayOfWeek.MONDAY),
                        List.of(
                                new OffPeak.Hours(LocalTime.of(4, 0), LocalTime.of(6, 0)),
                                new OffPeak.Hours(LocalTime.of(22, 0), LocalTime.of(2, 0))))));
        Prices prices = new Prices(
                new Tariff(text("2", "4").base(), List.of()), night, Map.of(), Map.of(), Map.of(), Map.of(), Map.of());
        TokenUsage usage = TokenUsage.of(10, 10);

        assertThat(Cost.of(usage, prices, MONDAY_NOON)).isEqualByComparingTo(millionths("20 + 40"));
        for (String inside : List.of("2026-11-23T04:00:00Z", "2026-11-23T05:59:59.999Z", "2026-11-23T22:00:00Z")) {
            assertThat(Cost.of(usage, prices, Instant.parse(inside))).isEqualByComparingTo(millionths("10 + 40"));
        }
        assertThat(Cost.of(usage, prices, Instant.parse("2026-11-24T01:59:59Z")))
                .isEqualByComparingTo(millionths("10 + 40"));
        for (String outside : List.of(
                "2026-11-23T06:00:00Z", "2026-11-23T01:00:00Z", "2026-11-24T02:00:00Z", "2026-11-24T05:00:00Z")) {
            assertThat(Cost.of(usage, prices, Instant.parse(outside))).isEqualByComparingTo(millionths("20 + 40"));
        }
    }

    @Test
    void multipliersMultiplyTokensAndNotFees() {
        Prices prices = prices("""
                {"input":"5","output":"25","multipliers":{"region_us":"1.1","fast_mode":"2"},
                 "per_tool_call":{"web_search":"0.01"}}""");
        Terms both =
                Terms.NONE.multipliedBy("region_us").multipliedBy("fast_mode").calling("web_search", 2);

        assertThat(cost(TokenUsage.of(1000, 100).on(both), prices)).isEqualByComparingTo("0.0365");
    }

    @Test
    void aRegionWithoutAFactorCostsTheSameAndAModeWithoutOneIsUnpriced() {
        TokenUsage usage = TokenUsage.of(10, 0);

        assertThat(cost(usage.on(Terms.NONE.multipliedBy("region_eu")), text("1", "2")))
                .isEqualByComparingTo("0.00001");
        assertThat(cost(usage.on(Terms.NONE.multipliedBy("fast_mode")), text("1", "2")))
                .isNull();
    }

    @Test
    void aRequestFeeIsPaidBySearchContextAndCoversTheSearches() {
        Prices prices = prices("""
                {"input":"1","output":"1","per_request":{"search_context_low":"0.005","search_context_high":"0.012"}}""");
        TokenUsage usage = TokenUsage.of(20, 5);

        assertThat(cost(usage.on(Terms.NONE.searching("low").calling("web_search", 3)), prices))
                .isEqualByComparingTo("0.005025");
        assertThat(cost(usage.on(Terms.NONE.searching("medium")), prices)).isNull();
        // nobody said: not less than what it can be
        assertThat(cost(usage, prices)).isEqualByComparingTo("0.012025");
    }

    @Test
    void aToolRunWithoutAFeeIsUnpriced() {
        Prices prices = prices("{\"input\":\"1\",\"output\":\"1\",\"per_tool_call\":{\"web_search\":\"0.01\"}}");
        TokenUsage usage = TokenUsage.of(20, 5);

        assertThat(cost(usage.on(Terms.NONE.calling("web_search", 3)), prices)).isEqualByComparingTo("0.030025");
        assertThat(cost(usage.on(Terms.NONE.calling("code_execution", 1)), prices))
                .isNull();
    }

    @Test
    void imagesArePaidByTheirTokensWhereTheVendorCountedThemElseByThePiece() {
        Prices prices = prices("{\"input\":\"5\",\"image_output\":\"40\",\"per_image\":{\"hd\":{\"any\":\"0.2\"}}}");
        Terms two = Terms.NONE.making(new ImagesMade(2, "hd", "512x512"));
        TokenUsage counted = TokenUsage.of(10, 1000).with(TokenPart.IMAGE_COMPLETION, 1000);

        assertThat(cost(counted.on(two), prices)).isEqualByComparingTo("0.04005");
        assertThat(cost(TokenUsage.estimate(10, 0).on(two), prices)).isEqualByComparingTo("0.4");
        assertThat(cost(TokenUsage.NONE.on(two), prices)).isEqualByComparingTo("0.4");
        assertThat(cost(TokenUsage.NONE.on(Terms.NONE.making(new ImagesMade(1, "low", null))), prices))
                .isNull();
    }

    @Test
    void unpricedIsNeverFree() {
        Prices onlyInput = new Prices(new TokenPrices(Map.of(INPUT, BigDecimal.ONE)), List.of());

        assertThat(cost(TokenUsage.of(1, 1), null)).isNull();
        assertThat(cost(TokenUsage.of(1, 1), onlyInput)).isNull();
        assertThat(cost(TokenUsage.of(1, 0), onlyInput)).isEqualByComparingTo("0.000001");
        assertThat(cost(TokenUsage.of(1, 0).with(TokenPart.CITATION, 1), text("1", "1")))
                .isNull();
    }

    @Test
    void theHighestPriceOfEachThingIsTakenOverTiersTimesAndServiceTiers() {
        Prices prices = prices("""
                {"input":"4","output":"20","reasoning_output":"30","tiers":{"long":{"threshold_tokens":9,"input":"8"}},
                 "service_tiers":{"priority":{"input":"7","output":"50"},"batch":{"input":"1"}},
                 "off_peak":{"input":"9","windows":[{"weekdays":[1],"hours_utc":["00:00-00:00"]}]},
                 "per_image":{"any":{"any":"0.1"},"hd":{"any":"0.2"}},"per_request":{"search_context_low":"0.01"},
                 "per_tool_call":{"web_search":"0.02"},"multipliers":{"region_us":"1.1"}}""");

        assertThat(prices.highest().input()).isEqualByComparingTo("9.9");
        assertThat(prices.highest().output()).isEqualByComparingTo("55");
        assertThat(prices.highest(Set.of(), Set.of()).perMillion())
                .containsEntry(INPUT, new BigDecimal("9"))
                .containsEntry(OUTPUT, new BigDecimal("20"))
                .containsEntry(REASONING_OUTPUT, new BigDecimal("30"))
                .doesNotContainKey(CITATION);
        assertThat(prices.highest().perImage()).isEqualByComparingTo("0.2");
        assertThat(prices.highest().perRequest()).isEqualByComparingTo("0.01");
        assertThat(prices.highest().perToolCall()).containsEntry("web_search", new BigDecimal("0.02"));
    }

    private static @Nullable BigDecimal cost(TokenUsage usage, @Nullable Prices prices) {
        return Cost.of(usage, prices, MONDAY_NOON);
    }

    private static Prices prices(String json) {
        return PricesReader.read(Json.MAPPER.readTree(json));
    }

    private static Prices text(String input, String output) {
        Map<TokenKind, BigDecimal> prices = Map.of(INPUT, new BigDecimal(input), OUTPUT, new BigDecimal(output));
        return new Prices(new TokenPrices(prices), List.of());
    }

    /** A sum of tokens times their prices per million. */
    private static BigDecimal millionths(String sum) {
        return List.of(sum.split(" \\+ ")).stream()
                .map(BigDecimal::new)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .movePointLeft(6);
    }
}
