package ai.qnp.ee.health;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.health.BreakerRules;
import ai.qnp.ee.settings.FakeConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProviderRulesTest {
    private final Map<String, String> texts = new HashMap<>();
    private final ProviderRules rules = new ProviderRules(new FakeConfig(texts));

    @Test
    void withoutSettingsAreTheDefaultsOfTheDocumentation() {
        assertThat(rules.apply("openai")).isEqualTo(BreakerRules.DEFAULTS);
    }

    @Test
    void aProvidersOwnSettingOutranksTheOneForAll() {
        texts.put("qnp.breaker.failures", "3");
        texts.put("qnp.breaker.longest-delay-ms", "20000");
        texts.put("QNP_PROVIDER_OPENAI_BREAKER_FAILURES", "7");
        texts.put("qnp.provider.openai.breaker.delay-ms", "1000");

        assertThat(rules.apply("openai"))
                .isEqualTo(new BreakerRules(7, Duration.ofSeconds(1), Duration.ofSeconds(20), Duration.ofSeconds(60)));
        assertThat(rules.apply("groq").failures()).isEqualTo(3);
    }

    @Test
    void readsAgainWhenTold() {
        rules.apply("openai");
        texts.put("qnp.breaker.failures", "9");

        assertThat(rules.apply("openai").failures()).isEqualTo(5);
        rules.reload();
        assertThat(rules.apply("openai").failures()).isEqualTo(9);
    }

    @Test
    void aBadValueStopsNoRequest() {
        texts.put("qnp.provider.openai.breaker.delay-ms", "soon");

        assertThat(rules.apply("openai")).isEqualTo(BreakerRules.DEFAULTS);
    }
}
