package ai.qnp.web.manage;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.health.CredentialKey;
import ai.qnp.core.health.FailingCredential;
import ai.qnp.core.health.TargetKey;
import ai.qnp.core.health.Trouble;
import ai.qnp.core.health.UnwellTarget;
import ai.qnp.core.openai.Json;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.ee.operations.ProviderStatus;
import ai.qnp.ee.platform.ProviderProbes;
import ai.qnp.ee.upstream.ProviderCalls;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProviderJsonTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Trouble TROUBLE = new Trouble(FailureClass.SERVER_ERROR, "broken", NOON);

    @Test
    void aHealthyProvider() {
        assertThat(ProviderJson.provider(new ProviderStatus(
                                "acme",
                                "Acme",
                                true,
                                ProviderStatus.State.HEALTHY,
                                null,
                                null,
                                3,
                                0,
                                new ProviderCalls.State(0, null, 0),
                                null,
                                List.of(),
                                List.of()))
                        .toString())
                .isEqualTo(compact("""
                        {"id":"acme","name":"Acme","configured":true,"state":"healthy","cooling_until":null,
                        "last_error":null,"attempts":3,"failed_attempts":0,
                        "calls_under_way":0,"max_concurrent":null,"calls_turned_away":0,
                        "probe":null,"targets":[],"credentials":[]}"""));
    }

    @Test
    void anUnwellOne() {
        UnwellTarget cooling = new UnwellTarget(new TargetKey("acme", "m1", "platform"), NOON.plusSeconds(9), TROUBLE);
        UnwellTarget probed = new UnwellTarget(new TargetKey("acme", "m2", "cred_1"), null, TROUBLE);
        FailingCredential failing = new FailingCredential(new CredentialKey("acme", "cred_1"), NOON, TROUBLE, 0);

        assertThat(ProviderJson.provider(new ProviderStatus(
                                "acme",
                                "Acme",
                                true,
                                ProviderStatus.State.COOLING_DOWN,
                                NOON.plusSeconds(9),
                                TROUBLE,
                                3,
                                2,
                                new ProviderCalls.State(4, 5, 6),
                                new ProviderProbes.Probed(NOON, Failure.of(FailureClass.UNREACHABLE, "away")),
                                List.of(cooling, probed),
                                List.of(failing)))
                        .toString())
                .isEqualTo(compact("""
                        {"id":"acme","name":"Acme","configured":true,"state":"cooling_down",
                        "cooling_until":"2026-03-01T12:00:09Z",
                        "last_error":{"class":"server_error","message":"broken","at":"2026-03-01T12:00:00Z"},
                        "attempts":3,"failed_attempts":2,
                        "calls_under_way":4,"max_concurrent":5,"calls_turned_away":6,
                        "probe":{"ok":false,"at":"2026-03-01T12:00:00Z","class":"unreachable","message":"away"},
                        "targets":[{"model":"m1","credential":"platform","state":"cooling_down",
                        "cooling_until":"2026-03-01T12:00:09Z",
                        "last_error":{"class":"server_error","message":"broken","at":"2026-03-01T12:00:00Z"}},
                        {"model":"m2","credential":"cred_1","state":"probing","cooling_until":null,
                        "last_error":{"class":"server_error","message":"broken","at":"2026-03-01T12:00:00Z"}}],
                        "credentials":[{"credential":"cred_1","failing_since":"2026-03-01T12:00:00Z",
                        "last_error":{"class":"server_error","message":"broken","at":"2026-03-01T12:00:00Z"}}]}"""));
    }

    private static String compact(String json) {
        return Json.MAPPER.readTree(json).toString();
    }
}
