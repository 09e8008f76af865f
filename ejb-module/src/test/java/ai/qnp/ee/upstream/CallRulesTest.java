package ai.qnp.ee.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.ee.settings.FakeConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallRulesTest {
    private final Map<String, String> texts = new HashMap<>();
    private final CallRules rules = new CallRules(new FakeConfig(texts));

    @Test
    void withoutSettingsOfItsOwnAProviderHasThoseOfAll() {
        texts.put("qnp.timeout.idle-ms", "7000");

        assertThat(rules.of("openai"))
                .isEqualTo(new CallBounds(Duration.ofSeconds(5), null, Duration.ofSeconds(7), null));
    }

    @Test
    void aProvidersOwnSettingsOutrankThem() {
        texts.put("QNP_PROVIDER_OPENAI_TIMEOUT_CONNECT_MS", "1000");
        texts.put("qnp.provider.openai.timeout.first-byte-ms", "120000");
        texts.put("qnp.provider.openai.timeout.idle-ms", "3000");
        texts.put("qnp.provider.openai.max-concurrent", "4");

        assertThat(rules.of("openai"))
                .isEqualTo(new CallBounds(Duration.ofSeconds(1), Duration.ofSeconds(120), Duration.ofSeconds(3), 4));
        assertThat(rules.of("groq").maxConcurrent()).isNull();
    }

    @Test
    void readsAgainWhenTold() {
        rules.of("openai");
        texts.put("qnp.provider.openai.max-concurrent", "2");

        assertThat(rules.of("openai").maxConcurrent()).isNull();
        rules.reload();
        assertThat(rules.of("openai").maxConcurrent()).isEqualTo(2);
    }

    @Test
    void aBadValueStopsNoRequest() {
        texts.put("qnp.provider.openai.max-concurrent", "many");

        assertThat(rules.of("openai").maxConcurrent()).isNull();
    }

    @Test
    void aClientShortensALimitAndLengthensNone() {
        Duration brief = Duration.ofSeconds(1);
        Duration patient = Duration.ofSeconds(9);
        CallBounds own = new CallBounds(brief, Duration.ofSeconds(5), brief, null);
        CallBounds none = new CallBounds(brief, null, brief, null);

        assertThat(own.firstByte(brief)).isEqualTo(brief);
        assertThat(own.firstByte(patient)).isEqualTo(Duration.ofSeconds(5));
        assertThat(own.firstByte(null)).isEqualTo(Duration.ofSeconds(5));
        assertThat(none.firstByte(brief)).isEqualTo(brief);
        assertThat(none.firstByte(null)).isNull();
    }
}
