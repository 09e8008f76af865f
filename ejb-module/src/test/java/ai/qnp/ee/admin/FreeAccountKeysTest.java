package ai.qnp.ee.admin;

import static ai.qnp.ee.admin.AdminFixture.ACTOR;
import static ai.qnp.ee.admin.AdminFixture.done;
import static ai.qnp.ee.admin.AdminFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.limits.KeyLimits;
import ai.qnp.core.openai.ApiError;
import ai.qnp.ee.persistence.DatabaseKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class FreeAccountKeysTest {
    private final AdminFixture admin;

    FreeAccountKeysTest(DatabaseKind kind) {
        admin = new AdminFixture(kind);
    }

    @Test
    void aFreeAccountsKeysHaveTheTiersQuotasAndLowerOnesOfTheirOwn() {
        String free = admin.account(Tier.FREE);
        IssuedKey plain = done(admin.keys.create(free, KeySettings.named("plain"), ACTOR));
        IssuedKey lower = done(
                admin.keys.create(free, KeySettings.named("lower").withLimits(new KeyLimits(3L, null, 20L)), ACTOR));

        assertThat(limits(plain)).containsExactly("rpm 10", "rpd:" + free + " 50");
        assertThat(limits(lower)).containsExactly("rpm 3", "rpd 20", "rpd:" + free + " 50");
    }

    @Test
    void aFreeAccountCantHaveMoreThanItsTierHas() {
        String free = admin.account(Tier.FREE);
        ApiError minute = refused(
                admin.keys.create(free, KeySettings.named("k").withLimits(new KeyLimits(11L, null, null)), ACTOR));
        ApiError day = refused(
                admin.keys.create(free, KeySettings.named("k").withLimits(new KeyLimits(null, null, 51L)), ACTOR));

        assertThat(minute.status()).isEqualTo(400);
        assertThat(minute.param()).isEqualTo("limits.rpm");
        assertThat(minute.message()).contains("at most 10 requests a minute");
        assertThat(day.param()).isEqualTo("limits.rpd");
    }

    @Test
    void anotherTierCountsFromTheNextRequestOn() {
        String free = admin.account(Tier.FREE);
        IssuedKey key = done(admin.keys.create(free, KeySettings.named("k"), ACTOR));
        admin.grant(key.text());
        done(admin.accounts.changeTier(free, Tier.PRO, ACTOR));
        KeyLimits many = new KeyLimits(1_000L, null, null);
        done(admin.keys.change(free, key.key().id(), settings -> settings.withLimits(many), ACTOR));
        List<String> pro = limits(key);
        done(admin.accounts.changeTier(free, Tier.FREE, ACTOR));

        assertThat(pro).containsExactly("rpm 1000");
        assertThat(limits(key)).containsExactly("rpm 10", "rpd:" + free + " 50");
        assertThat(done(admin.keys.change(free, key.key().id(), settings -> settings.withName("other"), ACTOR))
                        .settings()
                        .limits())
                .isEqualTo(many);
    }

    @Test
    void aFreeAccountHasFiveActiveKeysHoweverManyAskAtOnce() throws Exception {
        String free = admin.account(Tier.FREE);
        List<Future<Answer<IssuedKey>>> asked = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 12; i++) {
                asked.add(callers.submit(() -> admin.keys.create(free, KeySettings.named("k"), ACTOR)));
            }
        }

        List<ApiError> refusals = new ArrayList<>();
        for (Future<Answer<IssuedKey>> each : asked) {
            if (each.get() instanceof Answer.Refused<IssuedKey> refused) {
                refusals.add(refused.error());
            }
        }
        assertThat(refusals).hasSize(7).allSatisfy(error -> {
            assertThat(error.status()).isEqualTo(403);
            assertThat(error.code()).isEqualTo("key_limit_reached");
        });
        done(admin.keys.revoke(free, admin.directory.list(free).getFirst().id(), ACTOR));
        done(admin.keys.create(free, KeySettings.named("in its place"), ACTOR));
    }

    @Test
    void aFullFreeAccountCanStillRotate() {
        String free = admin.account(Tier.FREE);
        IssuedKey last = null;
        for (int i = 0; i < 5; i++) {
            last = done(admin.keys.create(free, KeySettings.named("k"), ACTOR));
        }

        done(admin.keys.rotate(free, last.key().id(), Duration.ofSeconds(60), ACTOR));
    }

    /** Quotas with their limits; a key's own by their kind alone. */
    private List<String> limits(IssuedKey key) {
        return admin.grant(key.text()).spending().quotas().stream()
                .map(quota -> quota.id().replace(":" + key.key().id(), "") + " " + quota.limit())
                .toList();
    }
}
