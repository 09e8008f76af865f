package ai.qnp.core.provider.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.metering.TokenPart;
import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.provider.Provider;
import ai.qnp.core.provider.Requests;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a price depends on and no answer tells. */
class BilledTest {
    private static final String PLAIN = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    private static final TokenUsage TOLD = TokenUsage.of(100, 10).with(TokenPart.CACHE_WRITE, 60);

    @ParameterizedTest
    @CsvSource({"https://eu.api.openai.com/v1, region_eu", "https://us.api.openai.com/v1, region_us"})
    void aRegionIsKnownByItsAddress(String baseUrl, String multiplier) {
        assertThat(billed("openai", PLAIN, "gpt-5.6", baseUrl).terms().multipliers())
                .containsExactly(multiplier);
        assertThat(billed("openai", PLAIN, "gpt-5.6", "https://api.openai.com/v1"))
                .isEqualTo(TOLD);
    }

    @Test
    void aCacheThatShallLastADayIsWrittenAtTheHigherPrice() {
        String request = PLAIN.replaceFirst("\\{", "{\"prompt_cache_retention\":\"24h\",");

        assertThat(billed("openai", request, "gpt-5.6", "https://api.openai.com/v1")
                        .longCacheWriteTokens())
                .isEqualTo(60);
    }

    @Test
    void aSearchModelSearchesOnceForEachRequest() {
        assertThat(billed("openai", PLAIN, "gpt-5-search-api", "https://api.openai.com/v1")
                        .terms()
                        .toolCalls())
                .containsEntry("web_search", 1L);
    }

    @Test
    void runsOfOwnToolsThatNobodyCountsMakeTheCostUnknown() {
        String searching = PLAIN.replaceFirst("\\{", "{\"tools\":[{\"type\":\"browser_search\"}],");
        String calling =
                PLAIN.replaceFirst("\\{", "{\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}],");
        String groq = "https://api.groq.com/openai/v1";

        assertThat(billed("groq", searching, "openai/gpt-oss-120b", groq)
                        .terms()
                        .toolCalls())
                .isNotEmpty();
        assertThat(billed("groq", PLAIN, "groq/compound", groq).terms().toolCalls())
                .isNotEmpty();
        assertThat(billed("groq", calling, "openai/gpt-oss-120b", groq)).isEqualTo(TOLD);
    }

    private static TokenUsage billed(String id, String request, String model, String baseUrl) {
        Provider provider = Vendors.all().stream()
                .filter(vendor -> vendor.profile().id().equals(id))
                .findFirst()
                .orElseThrow();
        return provider.billed(TOLD, Requests.read(request), model, URI.create(baseUrl));
    }
}
