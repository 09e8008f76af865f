package ai.qnp.core.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CatalogueReaderTest {
    private final Catalogue catalogue = shipped();

    @Test
    void readsPricesExactly() {
        Prices prices = prices("openai", "gpt-4o-mini");

        assertThat(prices.base().input()).isEqualTo(new BigDecimal("0.15"));
        assertThat(prices.base().cachedInput()).isEqualTo(new BigDecimal("0.075"));
    }

    @Test
    void readsCacheWritesByLifetime() {
        Prices prices = prices("anthropic", "claude-sonnet-4-5-20250929");

        assertThat(prices.base().cacheWrite()).isEqualTo(new BigDecimal("3.75"));
        assertThat(prices.base().longCacheWrite()).isEqualTo(new BigDecimal("6"));
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
