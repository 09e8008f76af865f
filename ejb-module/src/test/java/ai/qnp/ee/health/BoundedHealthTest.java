package ai.qnp.ee.health;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.health.Moment;
import ai.qnp.core.health.TargetHealth;
import ai.qnp.core.health.TargetKey;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.ee.settings.FakeConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BoundedHealthTest {
    @Test
    void modelsThatClientsInventDontFillTheMemory() {
        TargetHealth health = BoundedHealth.by(new ProviderRules(new FakeConfig(Map.of())));
        Moment now = new Moment(0, Instant.EPOCH);
        Failure limited = new Failure(FailureClass.RATE_LIMITED, 429, "no", null, null, Duration.ofSeconds(50));
        for (int i = 0; i < 30_000; i++) {
            health.tell(new TargetKey("acme", "invented-" + i, "platform"), false, limited, now);
        }

        // it evicts beside the writers: what is there at once may be a little more than the bound
        assertThat(health.unwellTargets(now)).hasSizeLessThan(20_000).isNotEmpty();
    }
}
