package ai.qnp.ee.platform;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.provider.Credential;
import ai.qnp.core.provider.Secret;
import ai.qnp.core.routing.Platform;
import ai.qnp.core.routing.PlatformProvider;
import ai.qnp.ee.settings.FakeConfig;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ConfiguredPlatformTest {
    @Test
    void theDemoAnswersOnlyWhileNothingElseIsConfigured() {
        assertThat(usable(platform(Map.of()))).containsExactly("demo");
        assertThat(usable(platform(Map.of("OPENAI_API_KEY", "sk-1")))).containsExactly("openai");
        assertThat(usable(platform(Map.of("OPENAI_API_KEY", "sk-1", "qnp.provider.demo.enabled", "true"))))
                .containsExactly("openai", "demo");
    }

    @Test
    void ownNamesOutrankThoseUsersAlreadyHave() {
        Platform platform = platform(Map.of("OPENAI_API_KEY", "sk-theirs", "QNP_PROVIDER_OPENAI_API_KEY", "sk-ours"));

        assertThat(provider(platform, "openai").credential())
                .isEqualTo(new Credential(
                        Credential.PLATFORM, "openai", Secret.of("sk-ours"), URI.create("https://api.openai.com/v1")));
    }

    @Test
    void anotherAddressCountsForAccountsOwnCredentialsToo() {
        Platform platform = platform(Map.of("QNP_PROVIDER_ANTHROPIC_BASE_URL", "http://127.0.0.1:9/v1"));

        PlatformProvider anthropic = provider(platform, "anthropic");
        assertThat(anthropic.credential()).isNull();
        assertThat(anthropic.provider().profile().baseUrl()).isEqualTo(URI.create("http://127.0.0.1:9/v1"));
    }

    @Test
    void aCustomProviderNeedsNoMoreThanAnAddress() {
        Platform platform = platform(Map.of("QNP_PROVIDER_CUSTOM_OLLAMA_BASE_URL", "http://127.0.0.1:11434/v1"));

        assertThat(usable(platform)).containsExactly("ollama");
        assertThat(Objects.requireNonNull(provider(platform, "ollama").credential())
                        .apiKey())
                .isNull();
    }

    @Test
    void reloadingReadsTheSettingsAgain() {
        Map<String, String> settings = new HashMap<>();
        ConfiguredPlatform platform = new ConfiguredPlatform(new FakeConfig(settings));
        settings.put("ANTHROPIC_API_KEY", "sk-2");

        assertThat(usable(platform.get())).containsExactly("demo");
        platform.reload();
        assertThat(usable(platform.get())).containsExactly("anthropic");
    }

    @Test
    void aProviderWithASettingThatCannotBeUsedIsLeftOutAndTheOthersStay() {
        Platform platform = platform(Map.of(
                "OPENAI_API_KEY", "sk-1",
                "ANTHROPIC_API_KEY", "sk-2",
                "QNP_PROVIDER_OPENAI_BASE_URL", "ftp://example.com"));

        assertThat(usable(platform)).containsExactly("anthropic");
    }

    private static Platform platform(Map<String, String> settings) {
        return new ConfiguredPlatform(new FakeConfig(settings)).get();
    }

    private static PlatformProvider provider(Platform platform, String id) {
        return Objects.requireNonNull(platform.provider(id));
    }

    private static List<String> usable(Platform platform) {
        return platform.providers().stream()
                .filter(provider -> provider.credential() != null)
                .map(PlatformProvider::id)
                .toList();
    }
}
