package ai.qnp.ee.admin;

import static ai.qnp.ee.admin.AdminFixture.ACTOR;
import static ai.qnp.ee.admin.AdminFixture.OPERATOR;
import static ai.qnp.ee.admin.AdminFixture.done;
import static ai.qnp.ee.admin.AdminFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.access.BodyLogging;
import ai.qnp.core.access.KeyText;
import ai.qnp.core.openai.ApiError;
import ai.qnp.ee.persistence.DatabaseKind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Who decides whether the bodies of a key's requests are kept, and what it must be like. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class LoggedKeysTest {
    private static final BodyLogging WEEK = new BodyLogging(7, 65_536);

    private final AdminFixture admin;
    private final String account;

    LoggedKeysTest(DatabaseKind kind) {
        admin = new AdminFixture(kind);
        account = admin.account(Tier.PRO);
    }

    @Test
    void theOperatorTurnsItOnAndOffAndTheNextRequestKnows() {
        IssuedKey issued = issue(null, ACTOR);
        assertThat(granted(issued.text())).isNull();

        ApiKey on = done(change(issued, WEEK, OPERATOR));
        assertThat(on.settings().logBodies()).isEqualTo(WEEK);
        assertThat(granted(issued.text())).isEqualTo(WEEK);

        done(change(issued, null, OPERATOR));
        assertThat(granted(issued.text())).isNull();
    }

    @Test
    void aNewKeyMayHaveItFromTheBeginningIfTheOperatorMakesIt() {
        assertThat(granted(issue(WEEK, OPERATOR).text())).isEqualTo(WEEK);

        ApiError refusal =
                refused(admin.keys.create(account, KeySettings.named("k").withLogBodies(WEEK), ACTOR));
        assertThat(refusal.status()).isEqualTo(403);
        assertThat(refusal.type()).isEqualTo("permission_error");
        assertThat(refusal.code()).isEqualTo("operator_only");
    }

    @Test
    void anAccountCanTurnItNeitherOnNorOffNorLower() {
        IssuedKey plain = issue(null, ACTOR);
        IssuedKey logged = issue(WEEK, OPERATOR);

        assertThat(refused(change(plain, WEEK, ACTOR)).status()).isEqualTo(403);
        assertThat(refused(change(logged, null, ACTOR)).status()).isEqualTo(403);
        assertThat(refused(change(logged, new BodyLogging(1, 1), ACTOR)).status())
                .isEqualTo(403);

        assertThat(granted(plain.text())).isNull();
        assertThat(granted(logged.text())).isEqualTo(WEEK);
    }

    @Test
    void anAccountChangesAndRotatesItsKeyAndTheSettingStays() {
        IssuedKey logged = issue(WEEK, OPERATOR);

        ApiKey renamed =
                done(admin.keys.change(account, logged.key().id(), settings -> settings.withName("renamed"), ACTOR));
        IssuedKey rotated = done(admin.keys.rotate(account, logged.key().id(), Duration.ZERO, ACTOR));

        assertThat(renamed.settings().logBodies()).isEqualTo(WEEK);
        assertThat(granted(rotated.text())).isEqualTo(WEEK);
    }

    @Test
    void bothNumbersHaveTheirBounds() {
        IssuedKey issued = issue(null, ACTOR);

        assertThat(param(issued, new BodyLogging(0, 1))).isEqualTo("log_bodies.retention_days");
        assertThat(param(issued, new BodyLogging(91, 1))).isEqualTo("log_bodies.retention_days");
        assertThat(param(issued, new BodyLogging(1, 0))).isEqualTo("log_bodies.max_bytes");
        assertThat(param(issued, new BodyLogging(1, 1_048_577))).isEqualTo("log_bodies.max_bytes");
        done(change(issued, new BodyLogging(1, 1), OPERATOR));
        done(change(issued, new BodyLogging(90, 1_048_576), OPERATOR));
    }

    @Test
    void theTrailSaysWhatItWasAndIs() {
        IssuedKey issued = issue(null, ACTOR);

        done(change(issued, WEEK, OPERATOR));

        assertThat(admin.audit()).contains("key.changed by operator from 192.0.2.9");
        assertThat(done(admin.audit.page(new AuditFilter(account, null, null, "key.changed"), null, 1))
                        .rows()
                        .getFirst()
                        .changes())
                .hasToString("[{\"field\":\"log_bodies\",\"before\":null,"
                        + "\"after\":{\"max_bytes\":65536,\"retention_days\":7}}]");
    }

    private IssuedKey issue(@Nullable BodyLogging logging, Actor actor) {
        return done(admin.keys.create(account, KeySettings.named("k").withLogBodies(logging), actor));
    }

    private Answer<ApiKey> change(IssuedKey issued, @Nullable BodyLogging logging, Actor actor) {
        return admin.keys.change(account, issued.key().id(), settings -> settings.withLogBodies(logging), actor);
    }

    private @Nullable String param(IssuedKey issued, BodyLogging logging) {
        ApiError refusal = refused(change(issued, logging, OPERATOR));
        assertThat(refusal.status()).isEqualTo(400);
        return refusal.param();
    }

    private @Nullable BodyLogging granted(KeyText text) {
        return admin.grant(text).logBodies();
    }
}
