package ai.qnp.ee.operations;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.catalogue.Catalogue;
import ai.qnp.core.health.Healths;
import ai.qnp.core.health.Moment;
import ai.qnp.core.health.TargetHealth;
import ai.qnp.core.health.TargetKey;
import ai.qnp.core.provider.Credential;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.compatible.CompatibleProvider;
import ai.qnp.core.relay.FakeTime;
import ai.qnp.core.routing.Platform;
import ai.qnp.core.routing.PlatformProvider;
import ai.qnp.ee.settings.FakeConfig;
import ai.qnp.ee.upstream.CallRules;
import ai.qnp.ee.upstream.ProviderCalls;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProviderReportTest {
    private static final String OWN = "cred_1";

    private final FakeTime time = new FakeTime();
    private final TargetHealth health = Healths.fresh();
    private final GatewayCounts counts = new GatewayCounts();
    private final ProviderReport report = new ProviderReport(
            ProviderReportTest::platform,
            health,
            counts,
            new ProviderCalls(new CallRules(new FakeConfig(Map.of()))),
            provider -> null,
            time);

    @Test
    void aProviderCoolsDownUntilTheFirstOfItsModelsIsAskedAgain() {
        fail("a", "slow", Credential.PLATFORM, FailureClass.RATE_LIMITED, 40);
        fail("a", "quick", Credential.PLATFORM, FailureClass.RATE_LIMITED, 20);

        ProviderStatus status = report.providers().getFirst();

        assertThat(status.state()).isEqualTo(ProviderStatus.State.COOLING_DOWN);
        assertThat(status.coolsUntil()).isEqualTo(Instant.parse("2026-03-01T12:00:20Z"));
        assertThat(status.targets()).hasSize(2);
        assertThat(report.providers().getLast().state()).isEqualTo(ProviderStatus.State.HEALTHY);
    }

    @Test
    void anAccountsOwnBadKeyIsNoTroubleOfTheProvider() {
        fail("a", "m", OWN, FailureClass.CREDENTIAL_REJECTED, 0);
        fail("a", "m", OWN, FailureClass.RATE_LIMITED, 9);

        ProviderStatus status = report.providers().getFirst();

        assertThat(status.state()).isEqualTo(ProviderStatus.State.HEALTHY);
        assertThat(status.credentials()).hasSize(1);
        assertThat(status.targets()).hasSize(1);
    }

    @Test
    void thePlatformsBadKeyIs() {
        fail("b", "m", Credential.PLATFORM, FailureClass.CREDENTIAL_REJECTED, 0);
        counts.attempted("b");
        counts.attemptFailed("b");

        ProviderStatus status = report.providers().getLast();

        assertThat(status.state()).isEqualTo(ProviderStatus.State.CREDENTIAL_FAILING);
        assertThat(status.attempts()).isEqualTo(1);
        assertThat(status.failedAttempts()).isEqualTo(1);
        assertThat(HealthLines.of(status.credentials().getFirst()))
                .isEqualTo("b (platform): since 2026-03-01T12:00:00Z, credential_rejected");
    }

    @Test
    void clearingHasEverythingAskedAgain() {
        fail("a", "m", Credential.PLATFORM, FailureClass.RATE_LIMITED, 40);

        report.clear();

        assertThat(report.unwellTargets()).isEmpty();
        assertThat(report.providers()).allMatch(status -> status.state() == ProviderStatus.State.HEALTHY);
    }

    private void fail(String provider, String model, String credential, FailureClass failureClass, int seconds) {
        health.tell(
                new TargetKey(provider, model, credential),
                false,
                new Failure(failureClass, 400, "no", null, null, Duration.ofSeconds(seconds)),
                new Moment(time.nanos(), time.now()));
    }

    private static Platform platform() {
        return new Platform(List.of(provider("a"), provider("b")), new Catalogue("test", List.of(), Map.of()));
    }

    private static PlatformProvider provider(String id) {
        URI address = URI.create("http://" + id + ".test/v1");
        return new PlatformProvider(
                CompatibleProvider.custom(id, address),
                new Credential(Credential.PLATFORM, id, null, address),
                List.of());
    }
}
