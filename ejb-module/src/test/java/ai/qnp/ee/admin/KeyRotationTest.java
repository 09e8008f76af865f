package ai.qnp.ee.admin;

import static ai.qnp.ee.admin.AdminFixture.ACTOR;
import static ai.qnp.ee.admin.AdminFixture.done;
import static ai.qnp.ee.admin.AdminFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.limits.KeyLimits;
import ai.qnp.core.limits.Quota;
import ai.qnp.core.metering.Budget;
import ai.qnp.ee.persistence.DatabaseKind;
import ai.qnp.ee.persistence.Outcomes;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class KeyRotationTest {
    private final AdminFixture admin;
    private final String account;

    KeyRotationTest(DatabaseKind kind) {
        admin = new AdminFixture(kind);
        account = admin.account(Tier.PRO);
    }

    @Test
    void rotatingMakesAnEqualKeyAndEndsTheOldOneAfterTheGrace() {
        IssuedKey old = admin.issue(account, "k");

        IssuedKey fresh = done(admin.keys.rotate(account, old.key().id(), Duration.ofSeconds(60), ACTOR));

        assertThat(fresh.text()).isNotEqualTo(old.text());
        assertThat(fresh.key().settings()).isEqualTo(old.key().settings());
        assertThat(fresh.key().rotatedFrom()).isEqualTo(old.key().id());
        assertThat(admin.grant(old.text()).scope().revokedAt())
                .isEqualTo(admin.clock.instant().plusSeconds(60));
        assertThat(admin.grant(fresh.text()).scope().revokedAt()).isNull();
    }

    @Test
    void rotatedKeysShareTheirLimitsAndWhatIsSpent() {
        KeySettings limited = KeySettings.named("k")
                .withBudget(new Budget(new BigDecimal("5.000000000000"), Budget.Period.TOTAL))
                .withLimits(new KeyLimits(7L, 700L, 70L));
        IssuedKey old = done(admin.keys.create(account, limited, ACTOR));
        admin.stored(Outcomes.answered("req_1", account, old.key().id(), admin.clock.instant()));

        IssuedKey fresh = done(admin.keys.rotate(account, old.key().id(), Duration.ofSeconds(60), ACTOR));

        assertThat(fresh.key().settings()).isEqualTo(limited);
        assertThat(admin.grant(fresh.text()).spending().quotas())
                .isEqualTo(admin.grant(old.text()).spending().quotas())
                .extracting(Quota::id)
                .containsExactly(
                        "rpm:" + old.key().id(),
                        "tpm:" + old.key().id(),
                        "rpd:" + old.key().id());
        assertThat(fresh.key().budgetUse())
                .isEqualTo(done(admin.directory.get(account, old.key().id())).budgetUse());
        assertThat(fresh.key().budgetUse().spent()).isPositive();
    }

    @Test
    void revokingDuringTheGraceEndsItAtOnce() {
        IssuedKey old = admin.issue(account, "k");
        done(admin.keys.rotate(account, old.key().id(), Duration.ofSeconds(60), ACTOR));

        done(admin.keys.revoke(account, old.key().id(), ACTOR));

        assertThat(admin.grant(old.text()).scope().revokedAt()).isEqualTo(admin.clock.instant());
    }

    @Test
    void aRotatedRevokedOrExpiredKeyIsNotRotated() {
        IssuedKey rotated = admin.issue(account, "k");
        done(admin.keys.rotate(account, rotated.key().id(), Duration.ZERO, ACTOR));
        IssuedKey expiring = done(admin.keys.create(
                account,
                KeySettings.named("e").withExpiresAt(admin.clock.instant().plusSeconds(5)),
                ACTOR));
        admin.clock.pass(Duration.ofSeconds(5));

        assertThat(refused(admin.keys.rotate(account, rotated.key().id(), Duration.ZERO, ACTOR))
                        .code())
                .isEqualTo("key_revoked");
        assertThat(refused(admin.keys.rotate(account, expiring.key().id(), Duration.ZERO, ACTOR))
                        .code())
                .isEqualTo("key_expired");
        assertThat(refused(admin.keys.rotate(account, expiring.key().id(), Duration.ofSeconds(-1), ACTOR))
                        .param())
                .isEqualTo("grace_seconds");
    }
}
