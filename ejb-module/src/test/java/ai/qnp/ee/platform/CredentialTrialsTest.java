package ai.qnp.ee.platform;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.provider.Credential;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.Secret;
import ai.qnp.core.relay.Transport.Opened;
import ai.qnp.core.routing.Platform;
import ai.qnp.ee.platform.CredentialTrials.Tried;
import ai.qnp.ee.settings.FakeConfig;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CredentialTrialsTest {
    private static final Secret KEY = Secret.of("sk-0123456789-secret-tail");

    private final Supplier<Platform> platform = new ConfiguredPlatform(new FakeConfig(Map.of()));
    private final List<String> asked = new ArrayList<>();
    private final CredentialTrials trials = new CredentialTrials(platform, way("operator's"), way("account's"));

    private CredentialTrials.Fetching way(String name) {
        return (profile, credential, path, limit) -> {
            asked.add(name + " " + credential.baseUrl() + path);
            return new Opened.NoAnswer(
                    Failure.of(FailureClass.UNREACHABLE, "no way to sk-0123456789-secret-tail at all"));
        };
    }

    private static Credential credential(String provider) {
        return new Credential("cred_new", provider, KEY, URI.create("https://llm.example/v1"));
    }

    @Test
    void saysWhatWentWrongWithoutTheKey() {
        assertThat(trials.of(credential("openai")))
                .isEqualTo(new Tried.Failed(Failure.of(FailureClass.UNREACHABLE, "no way to **** at all")));
        assertThat(asked).containsExactly("operator's https://llm.example/v1/models");
    }

    @Test
    void anAddressThatAnAccountChoseIsAskedTheWayThatJudgesIt() {
        trials.of(credential("openai").atTheAccountsAddress());

        assertThat(asked).containsExactly("account's https://llm.example/v1/models");
    }

    @Test
    void whoHasNoListIsNotAsked() {
        assertThat(trials.of(credential("demo"))).isEqualTo(new Tried.NotAsked());
        assertThat(trials.of(credential("nobody"))).isEqualTo(new Tried.NotAsked());
        assertThat(asked).isEmpty();
    }
}
