package ai.qnp.ee.admin;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.ee.settings.SettingValues;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerSettingsTest {
    @Test
    void defaults() {
        assertThat(read(Map.of()))
                .isEqualTo(new ServerSettings(
                        Path.of(System.getProperty("user.home"), ".qnp"),
                        null,
                        null,
                        "http://127.0.0.1:9080",
                        false,
                        true,
                        10_000,
                        true,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(60),
                        67_108_864));
    }

    @Test
    void everySettingIsReadByItsName() {
        assertThat(read(Map.of(
                        "QNP_DATA_DIR", "/data",
                        "QNP_MASTER_KEY", "a2V5",
                        "QNP_ADMIN_TOKEN", " token ",
                        "QNP_PUBLIC_URL", "https://llm.example.com//",
                        "qnp.credentials.allow-base-url", "true",
                        "qnp.billing", "off",
                        "qnp.usage.queue-capacity", "7")))
                .isEqualTo(new ServerSettings(
                        Path.of("/data"),
                        "a2V5",
                        "token",
                        "https://llm.example.com",
                        true,
                        false,
                        7,
                        true,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(60),
                        67_108_864));
    }

    @Test
    void anEmptyValueCountsAsLeftOut() {
        assertThat(read(Map.of("QNP_MASTER_KEY", "", "QNP_ADMIN_TOKEN", " ", "QNP_PUBLIC_URL", "")))
                .isEqualTo(read(Map.of()));
    }

    @Test
    void theAddressIsOneThatABrowserCanReach() {
        assertThat(read(Map.of("QNP_HOST", "0.0.0.0", "QNP_PORT", "1234")).publicUrl())
                .isEqualTo("http://127.0.0.1:1234");
        assertThat(read(Map.of("QNP_HOST", "::1")).publicUrl()).isEqualTo("http://[::1]:9080");
    }

    private static ServerSettings read(Map<String, String> given) {
        return ServerSettings.read(new SettingValues(name -> Optional.ofNullable(given.get(name))));
    }
}
