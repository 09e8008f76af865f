package ai.qnp.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class EnvironmentConfigTest {
    private final EnvironmentConfig config = new EnvironmentConfig(Map.of(
            "QNP_PROVIDER_OPENAI_API_KEY",
            " sk-1 ",
            "QNP_TIMEOUT_IDLE_MS",
            "500",
            "OPENAI_API_KEY",
            "sk-2",
            "EMPTY",
            " "));

    @Test
    void findsAPropertyByItsNameInTheEnvironment() {
        assertThat(config.getOptionalValue("qnp.provider.openai.api-key", String.class))
                .contains(" sk-1 ");
    }

    @Test
    void findsAVariableByItsOwnName() {
        assertThat(config.getValue("OPENAI_API_KEY", String.class)).isEqualTo("sk-2");
        assertThat(config.getPropertyNames()).contains("OPENAI_API_KEY", "QNP_TIMEOUT_IDLE_MS");
    }

    @Test
    void whatIsBlankIsNotSet() {
        assertThat(config.getOptionalValue("EMPTY", String.class)).isEmpty();
        assertThatThrownBy(() -> config.getValue("qnp.nothing", String.class))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("QNP_NOTHING");
    }
}
