package ai.qnp.core.provider.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.catalogue.Catalogue;
import ai.qnp.core.catalogue.CatalogueReader;
import ai.qnp.core.metering.Cost;
import ai.qnp.core.metering.ImagesMade;
import ai.qnp.core.metering.Terms;
import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.AnswerContext;
import ai.qnp.core.provider.Decoded;
import ai.qnp.core.provider.DecodedEmbeddings;
import ai.qnp.core.provider.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What vendors' price pages say, worked out by hand: an answer as the vendor gives it, and what it costs to the last digit.
 * µ stands for a millionth of a dollar.
 */
class WorkedExamplesTest {
    private static final Catalogue CATALOGUE = catalogue();
    /** A Monday, at the hour when nobody's prices are lower. */
    private static final Instant PEAK = Instant.parse("2026-11-23T08:00:00Z");

    @Test
    void openAi800FreshAnd200CachedAnd300OutAt015And0075And06Cost315Millionths() {
        // 800 × 0.15 + 200 × 0.075 + 300 × 0.6 = 120 + 15 + 180 µ
        assertThat(openAi("gpt-4o-mini", """
                "usage":{"prompt_tokens":1000,"completion_tokens":300,"total_tokens":1300,
                         "prompt_tokens_details":{"cached_tokens":200}}""")).isEqualTo(usd("0.000315000000"));
    }

    @Test
    void openAiAbove272000TokensThePricesOfTheWholeRequestChange() {
        // 200,000 × 5 + 100,000 × 0.5 + 2,000 × 22.5 = 1,000,000 + 50,000 + 45,000 µ
        assertThat(openAi("gpt-5.4", """
                "usage":{"prompt_tokens":300000,"completion_tokens":2000,"total_tokens":302000,
                         "prompt_tokens_details":{"cached_tokens":100000}}""")).isEqualTo(usd("1.095000000000"));
    }

    @Test
    void openAiFlexIsHalfAndItsCachedInput13CentsAMillion() {
        // 600 × 1.25 + 400 × 0.13 + 500 × 7.5 = 750 + 52 + 3,750 µ
        assertThat(openAi("gpt-5.4", """
                "service_tier":"flex",
                "usage":{"prompt_tokens":1000,"completion_tokens":500,"total_tokens":1500,
                         "prompt_tokens_details":{"cached_tokens":400}}""")).isEqualTo(usd("0.004552000000"));
    }

    @Test
    void openAiDefaultIsTheStandardTierAndScaleHasNoPrice() {
        String usage = "\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":10,\"total_tokens\":110}";

        // 100 × 2.5 + 10 × 10 = 350 µ
        assertThat(openAi("gpt-4o", "\"service_tier\":\"default\"," + usage)).isEqualTo(usd("0.000350000000"));
        assertThat(openAi("gpt-4o", "\"service_tier\":\"scale\"," + usage)).isNull();
    }

    @Test
    void openAiAudioInAndOutHavePricesOfTheirOwn() {
        // 20 × 2.5 + 100 × 40 + 50 × 10 + 250 × 80 = 50 + 4,000 + 500 + 20,000 µ
        assertThat(openAi("gpt-4o-audio-preview", """
                "usage":{"prompt_tokens":120,"completion_tokens":300,"total_tokens":420,
                         "prompt_tokens_details":{"audio_tokens":100},"completion_tokens_details":{"audio_tokens":250}}""")).isEqualTo(usd("0.024550000000"));
    }

    @Test
    void openAiWritesToACacheAtFiveQuartersOfTheInput() {
        // 1,000 × 4 + 6,000 × 0.4 + 3,000 × 5 + 500 × 20 = 4,000 + 2,400 + 15,000 + 10,000 µ
        assertThat(openAi("gpt-5.6", """
                "usage":{"prompt_tokens":10000,"completion_tokens":500,"total_tokens":10500,
                         "prompt_tokens_details":{"cached_tokens":6000,"cache_write_tokens":3000}}""")).isEqualTo(usd("0.031400000000"));
    }

    @Test
    void openAiAnHdImageInLandscapeIs12Cents() {
        TokenUsage one = TokenUsage.NONE.on(Terms.NONE.making(new ImagesMade(1, "hd", "1792x1024")));

        assertThat(Cost.of(one, CATALOGUE.prices("openai", "dall-e-3"), PEAK)).isEqualTo(usd("0.120000000000"));
    }

    @Test
    void anthropicCacheWritesOf5MinutesAndOf1HourAndWebSearchesAt10DollarsAThousand() {
        // 2,000 × 3 + 100,000 × 0.3 + 20,000 × 3.75 + 10,000 × 6 + 1,500 × 15 = 193,500 µ; 3 × 0.01 = 0.03
        assertThat(anthropic("claude-sonnet-4-5", """
                "input_tokens":2000,"cache_read_input_tokens":100000,"cache_creation_input_tokens":30000,
                "cache_creation":{"ephemeral_5m_input_tokens":20000,"ephemeral_1h_input_tokens":10000},
                "output_tokens":1500,"server_tool_use":{"web_search_requests":3},"service_tier":"standard\"""")).isEqualTo(usd("0.223500000000"));
    }

    @Test
    void anthropicFastModeDoublesAndTheUnitedStatesAddATenth() {
        // (1,000 × 5 + 200 × 25) × 2 × 1.1 = 22,000 µ
        assertThat(anthropic("claude-opus-5", """
                "input_tokens":1000,"output_tokens":200,"inference_geo":"us","speed":"fast\"""")).isEqualTo(usd("0.022000000000"));
    }

    @Test
    void anthropicBatchIsHalfAndPriorityIsNotOnThePricePage() {
        // 1,000 × 2.5 + 200 × 12.5 = 5,000 µ
        assertThat(anthropic("claude-opus-5", "\"input_tokens\":1000,\"output_tokens\":200,\"service_tier\":\"batch\""))
                .isEqualTo(usd("0.005000000000"));
        assertThat(anthropic(
                        "claude-opus-5", "\"input_tokens\":1000,\"output_tokens\":200,\"service_tier\":\"priority\""))
                .isNull();
    }

    @Test
    void googleAbove200000TokensThePricesOfTheWholeRequestChangeAndThoughtsAreOutput() {
        // 200,000 × 1.25 + 1,500 × 10 = 250,000 + 15,000 µ
        assertThat(google("gemini-2.5-pro", "", """
                "promptTokenCount":200000,"candidatesTokenCount":1000,"thoughtsTokenCount":500""")).isEqualTo(usd("0.265000000000"));
        // 200,000 × 2.5 + 50,000 × 0.25 + 1,500 × 15 = 500,000 + 12,500 + 22,500 µ
        assertThat(google("gemini-2.5-pro", "", """
                "promptTokenCount":250000,"cachedContentTokenCount":50000,"candidatesTokenCount":1000,
                "thoughtsTokenCount":500""")).isEqualTo(usd("0.535000000000"));
    }

    @Test
    void googleAudioAndCachedAudioHavePricesOfTheirOwnAndAGroundedPromptIs35DollarsAThousand() {
        // 300 × 0.3 + 100 × 0.03 + 400 × 1 + 200 × 0.1 + 150 × 2.5 = 90 + 3 + 400 + 20 + 375 µ; 1 × 0.035
        assertThat(google("gemini-2.5-flash", """
                "groundingMetadata":{"webSearchQueries":["one","two"]},""", """
                "promptTokenCount":1000,"cachedContentTokenCount":300,"candidatesTokenCount":100,"thoughtsTokenCount":50,
                "promptTokensDetails":[{"modality":"TEXT","tokenCount":400},{"modality":"AUDIO","tokenCount":600}],
                "cacheTokensDetails":[{"modality":"AUDIO","tokenCount":200},{"modality":"TEXT","tokenCount":100}]""")).isEqualTo(usd("0.035888000000"));
    }

    @Test
    void googleFlexIsHalf() {
        // 1,000 × 0.15 + 100 × 1.25 = 275 µ
        assertThat(google("gemini-2.5-flash", "", """
                "promptTokenCount":1000,"candidatesTokenCount":100,"serviceTier":"flex\"""")).isEqualTo(usd("0.000275000000"));
    }

    @Test
    void deepSeekCacheHitsAndMisses() {
        // 512 × 0.028 + 59 × 0.28 + 145 × 0.42 = 14.336 + 16.52 + 60.9 µ
        assertThat(compatible("deepseek", "deepseek-chat", """
                "usage":{"prompt_tokens":571,"completion_tokens":145,"total_tokens":716,
                         "prompt_cache_hit_tokens":512,"prompt_cache_miss_tokens":59}""", PEAK)).isEqualTo(usd("0.000091756000"));
    }

    @Test
    void deepSeekIsHalfOutsideItsPeakHours() {
        String usage = """
                "usage":{"prompt_tokens":1500,"completion_tokens":200,"total_tokens":1700,"prompt_cache_hit_tokens":500}""";

        // 1,000 × 0.3 + 500 × 0.006 + 200 × 1.2 = 300 + 3 + 240 µ
        assertThat(compatible("deepseek", "deepseek-flash", usage, PEAK)).isEqualTo(usd("0.000543000000"));
        // 1,000 × 0.15 + 500 × 0.003 + 200 × 0.6 = 150 + 1.5 + 120 µ
        for (String offPeak : new String[] {"2026-11-23T04:00:00Z", "2026-11-23T23:59:59Z", "2026-11-22T08:00:00Z"}) {
            assertThat(compatible("deepseek", "deepseek-flash", usage, Instant.parse(offPeak)))
                    .isEqualTo(usd("0.000271500000"));
        }
    }

    @Test
    void perplexityAddsAFeeToEachRequestBySearchContext() {
        // 20 × 1 + 5 × 1 = 25 µ; 0.005
        assertThat(compatible("perplexity", "sonar", """
                "usage":{"prompt_tokens":20,"completion_tokens":5,"total_tokens":25,"search_context_size":"low"}""", PEAK)).isEqualTo(usd("0.005025000000"));
        // 100 × 3 + 400 × 15 = 6,300 µ; 0.014
        assertThat(compatible("perplexity", "sonar-pro", """
                "usage":{"prompt_tokens":100,"completion_tokens":400,"total_tokens":500,"search_context_size":"high"}""", PEAK)).isEqualTo(usd("0.020300000000"));
    }

    @Test
    void perplexityResearchInDepthPaysCitationsReasoningAndEachQuery() {
        // 33 × 2 + 7,163 × 8 + 20,016 × 2 + 73,997 × 3 = 66 + 57,304 + 40,032 + 221,991 µ; 18 × 0.005 = 0.09
        assertThat(compatible("perplexity", "sonar-deep-research", """
                "usage":{"prompt_tokens":33,"completion_tokens":7163,"total_tokens":7196,"citation_tokens":20016,
                         "num_search_queries":18,"reasoning_tokens":73997}""", PEAK)).isEqualTo(usd("0.409393000000"));
    }

    @Test
    void mistralCachedInputIsATenthAndAudioBySecondsHasNoPrice() {
        // 11 × 0.15 + 48 × 0.015 + 3 × 0.6 = 1.65 + 0.72 + 1.8 µ
        assertThat(compatible("mistral", "mistral-small-latest", """
                "usage":{"prompt_tokens":59,"completion_tokens":3,"total_tokens":62,"num_cached_tokens":48,
                         "service_tier":"standard","prompt_audio_seconds":null}""", PEAK)).isEqualTo(usd("0.000004170000"));
        assertThat(compatible("mistral", "mistral-small-latest", """
                "usage":{"prompt_tokens":59,"completion_tokens":3,"total_tokens":62,"prompt_audio_seconds":12}""", PEAK)).isNull();
    }

    @Test
    void groqCachedInputIsHalfAndFlexCostsTheSame() {
        String usage = """
                "usage":{"prompt_tokens":2000,"completion_tokens":34,"total_tokens":2034,
                         "prompt_tokens_details":{"cached_tokens":1792}},"service_tier":"%s\"""";

        // 208 × 0.15 + 1,792 × 0.075 + 34 × 0.6 = 31.2 + 134.4 + 20.4 µ
        for (String tier : new String[] {"on_demand", "flex"}) {
            assertThat(compatible("groq", "openai/gpt-oss-120b", usage.formatted(tier), PEAK))
                    .isEqualTo(usd("0.000186000000"));
        }
        assertThat(compatible("groq", "openai/gpt-oss-120b", usage.formatted("performance"), PEAK))
                .isNull();
    }

    @Test
    void cohereBillsItsBilledUnits() {
        // 129 × 0.0375 + 12 × 0.15 = 4.8375 + 1.8 µ
        assertThat(cost("cohere", "command-r7b-12-2024", """
                {"id":"c","finish_reason":"COMPLETE","message":{"role":"assistant","content":[{"type":"text","text":"Hi"}]},
                 "usage":{"billed_units":{"input_tokens":129,"output_tokens":12},
                          "tokens":{"input_tokens":1689,"output_tokens":24}}}""", PEAK)).isEqualTo(usd("0.000006637500"));
    }

    @Test
    void cohereEmbedsImagesAtAnotherPrice() {
        Provider cohere = provider("cohere");

        DecodedEmbeddings decoded = Objects.requireNonNull(cohere.embeddings()).decode(text("""
                {"id":"e","embeddings":{"float":[[0.5]]},"meta":{"billed_units":{"input_tokens":1000,"image_tokens":500}}}"""));

        // 1,000 × 0.12 + 500 × 0.47 = 120 + 235 µ
        assertThat(decoded)
                .isInstanceOfSatisfying(
                        DecodedEmbeddings.Vectors.class,
                        vectors -> assertThat(Cost.of(
                                        Objects.requireNonNull(vectors.usage()),
                                        CATALOGUE.prices("cohere", "embed-v4.0"),
                                        PEAK))
                                .isEqualTo(usd("0.000355000000")));
    }

    private static @Nullable BigDecimal openAi(String model, String fields) {
        return compatible("openai", model, fields, PEAK);
    }

    private static @Nullable BigDecimal compatible(String provider, String model, String fields, Instant at) {
        return cost(provider, model, """
                {"id":"x","object":"chat.completion","created":1,"model":"%s","choices":[{"index":0,"finish_reason":"stop",
                 "message":{"role":"assistant","content":"Hi"}}],%s}""".formatted(model, fields), at);
    }

    private static @Nullable BigDecimal anthropic(String model, String usage) {
        return cost("anthropic", model, """
                {"id":"m","type":"message","role":"assistant","model":"%s","content":[{"type":"text","text":"Hi"}],
                 "stop_reason":"end_turn","usage":{%s}}""".formatted(model, usage), PEAK);
    }

    private static @Nullable BigDecimal google(String model, String candidate, String usage) {
        return cost("google", model, """
                {"candidates":[{%s"content":{"role":"model","parts":[{"text":"Hi"}]},"finishReason":"STOP","index":0}],
                 "usageMetadata":{%s}}""".formatted(candidate, usage), PEAK);
    }

    private static @Nullable BigDecimal cost(String provider, String model, String answer, Instant at) {
        Decoded decoded = provider(provider).chat().decode(text(answer), new AnswerContext("id", at, model, 1));
        TokenUsage usage = ((Decoded.Completion) decoded).usage();
        return Cost.of(Objects.requireNonNull(usage), CATALOGUE.prices(provider, model), at);
    }

    private static Provider provider(String id) {
        return Vendors.all().stream()
                .filter(vendor -> vendor.profile().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static JsonText text(String json) {
        return JsonText.of(json.getBytes(StandardCharsets.UTF_8));
    }

    private static BigDecimal usd(String amount) {
        return new BigDecimal(amount);
    }

    private static Catalogue catalogue() {
        try (InputStream json = Catalogue.class.getResourceAsStream("models.json")) {
            return CatalogueReader.read(Objects.requireNonNull(json).readAllBytes());
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }
}
