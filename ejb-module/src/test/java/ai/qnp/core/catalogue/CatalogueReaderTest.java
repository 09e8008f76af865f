package ai.qnp.core.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.qnp.core.openai.Json;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueReaderTest {
    private final Catalogue catalogue = shipped();

    @Test
    void readsPricesExactly() {
        Prices prices = prices("openai", "gpt-4o-mini");

        assertThat(prices.base().input()).isEqualTo(new BigDecimal("0.15"));
        assertThat(prices.base().own(TokenKind.CACHED_INPUT)).isEqualTo(new BigDecimal("0.075"));
    }

    @Test
    void readsCacheWritesByLifetime() {
        Prices prices = prices("anthropic", "claude-sonnet-4-5-20250929");

        assertThat(prices.base().own(TokenKind.CACHE_WRITE)).isEqualTo(new BigDecimal("3.75"));
        assertThat(prices.base().own(TokenKind.LONG_CACHE_WRITE)).isEqualTo(new BigDecimal("6"));
    }

    @Test
    void resolvesAliases() {
        assertThat(catalogue.resolve("anthropic", "claude-3-5-haiku")).isEqualTo("claude-3-5-haiku-20241022");
        assertThat(catalogue.find("anthropic", "claude-3-5-haiku"))
                .isEqualTo(catalogue.find("anthropic", "claude-3-5-haiku-20241022"))
                .isNotNull();
    }

    @Test
    void aModelWithoutAKnownPriceHasNone() {
        assertThat(Objects.requireNonNull(catalogue.find("google", "gemma-3-27b-it"))
                        .prices())
                .isNull();
    }

    @Test
    void readsTiersByContextLength() {
        assertThat(catalogue.modelsOf("openai").stream()
                        .map(Model::prices)
                        .filter(Objects::nonNull)
                        .flatMap(prices -> prices.tiers().stream()))
                .isNotEmpty()
                .allSatisfy(tier -> assertThat(tier.thresholdTokens()).isPositive());
    }

    @Test
    void refusesASchemaVersionItDoesNotKnow() {
        assertThatThrownBy(() -> CatalogueReader.read("{\"schema_version\":2}".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("schema_version is 2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"schema_version":1,"as_of":"2026-01-01","models":[                      | line 1 of the catalogue is no JSON
            {"schema_version":1,"as_of":"January","models":[MODEL]}                  | as_of must be a date
            {"schema_version":1,"as_of":"2026-01-01","models":[]}                    | models must be a list that is not empty
            {"schema_version":1,"as_of":"2026-01-01","models":[MODEL,MODEL]}         | models[1] (a/b): model is listed twice
            {"schema_version":1,"as_of":"2026-01-01","models":[{"provider":"a"}]}    | models[0] (a/): model must be a string
            {"schema_version":1,"as_of":"2026-01-01","models":[MODEL],"aliases":{"a/c":"a/d"}} | aliases.a/c must stand for a listed model
            """)
    void saysWhatIsWrongWithACatalogueAndWhere(String json, String message) {
        String whole = json.replace("MODEL", "{\"provider\":\"a\",\"model\":\"b\",\"mode\":\"chat\",\"prices\":null}");

        assertThatThrownBy(() -> CatalogueReader.read(whole.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Malformed.class)
                .hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"input":1}                                    | prices.input must be a string with a plain decimal
            {"input":"1e3"}                                | prices.input must be a string with a plain decimal
            {"input":"-1"}                                 | prices.input must be a string with a plain decimal
            {"inptu":"1"}                                  | prices.inptu is no price that is known here
            {"currency":"EUR"}                             | prices.currency must be 'USD'
            {"cache_write":"1","cache_write_5m":"2"}       | prices.cache_write_5m says what another name
            {"tiers":{"long":{"input":"1"}}}               | prices.tiers.long.threshold_tokens must be a whole number
            {"service_tiers":{"flex":{"in":"1"}}}          | prices.service_tiers.flex.in is no price
            {"per_image":{"hd":"1"}}                       | prices.per_image.hd must be an object
            {"off_peak":{"input":"1"}}                     | prices.off_peak.windows must be a list
            {"off_peak":{"windows":[{"weekdays":[8],"hours_utc":["00:00-00:00"]}]}} | prices.off_peak.windows[0].weekdays must hold days
            {"off_peak":{"windows":[{"weekdays":[1],"hours_utc":["9-10"]}]}} | prices.off_peak.windows[0].hours_utc must hold spans
            [1]                                            | prices must be an object
            """)
    void saysWhatIsWrongWithAPriceAndWhere(String json, String message) {
        assertThatThrownBy(() -> PricesReader.read(Json.MAPPER.readTree(json)))
                .isInstanceOf(Malformed.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void allPricesOfTheCatalogueAreWrittenAsTheyAreRead() {
        assertThat(catalogue.models().stream().map(Model::prices).filter(Objects::nonNull))
                .hasSizeGreaterThan(500)
                .allSatisfy(prices ->
                        assertThat(PricesReader.read(PriceFields.json(prices))).isEqualTo(prices));
    }

    @Test
    void aPriceAloneListsNoModelAndOneForAListedModelReplacesAllOfItsPrices() {
        Prices other = new Prices(TokenPrices.of(BigDecimal.ONE, BigDecimal.TWO), List.of());

        Catalogue priced = catalogue.priced("other", Map.of("openai/gpt-4o-mini", other, "mine/llama", other));

        assertThat(priced.version()).isEqualTo("other");
        assertThat(priced.prices("openai", "gpt-4o-mini")).isEqualTo(other);
        assertThat(priced.prices("mine", "llama")).isEqualTo(other);
        assertThat(priced.modelsOf("mine")).isEmpty();
        assertThat(priced.models()).hasSameSizeAs(catalogue.models());
    }

    @Test
    void tellsWhichPricesDiffer() {
        Catalogue before = small("{\"input\":\"1\",\"output\":\"2\",\"cached_input\":\"0.5\"}", "gone");
        Catalogue after = small(
                "{\"input\":\"1\",\"output\":\"3\",\"tiers\":{\"l\":{\"threshold_tokens\":9,\"input\":\"2\"}}}", "new");

        PriceDifference difference = PriceDifference.between(before, after);

        assertThat(difference.added()).extracting(Model::slug).containsExactly("new");
        assertThat(difference.removed()).extracting(Model::slug).containsExactly("gone");
        assertThat(difference.changed())
                .containsExactly(
                        new PriceDifference.Change("a/b", "cached_input", "0.5", null),
                        new PriceDifference.Change("a/b", "output", "2", "3"),
                        new PriceDifference.Change("a/b", "tiers.above_9.input", null, "2"),
                        new PriceDifference.Change("a/b", "tiers.above_9.threshold_tokens", null, "9"));
        assertThat(PriceDifference.between(before, before).isEmpty()).isTrue();
    }

    private static Catalogue small(String prices, String other) {
        String json = """
                {"schema_version":1,"as_of":"2026-01-01","models":[{"provider":"a","model":"b","mode":"chat","prices":%s},
                 {"provider":"a","model":"%s","mode":"chat","prices":null}]}""".formatted(prices, other);
        return CatalogueReader.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private Prices prices(String provider, String slug) {
        Model model = Objects.requireNonNull(catalogue.find(provider, slug));
        return Objects.requireNonNull(model.prices());
    }

    private static Catalogue shipped() {
        try (InputStream json = Catalogue.class.getResourceAsStream("models.json")) {
            return CatalogueReader.read(Objects.requireNonNull(json).readAllBytes());
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }
}
