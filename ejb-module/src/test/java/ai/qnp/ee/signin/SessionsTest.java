package ai.qnp.ee.signin;

import static ai.qnp.ee.admin.AdminFixture.ACTOR;
import static ai.qnp.ee.admin.AdminFixture.done;
import static ai.qnp.ee.admin.AdminFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.ee.admin.AdminFixture;
import ai.qnp.ee.admin.Tier;
import ai.qnp.ee.persistence.DatabaseKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class SessionsTest {
    private static final SignInSettings SETTINGS = SignInFixture.settings(false);

    private final AdminFixture admin;
    private final Sessions sessions;
    private final String jo;

    SessionsTest(DatabaseKind kind) {
        admin = new AdminFixture(kind);
        sessions = new Sessions(admin.store, SETTINGS);
        jo = admin.account(Tier.FREE);
    }

    @Test
    void aSessionShowsItsAccountAndHowItBegan() {
        String token = begin(jo);

        Visit visit = sessions.find(token);

        assertThat(visit.account().id()).isEqualTo(jo);
        assertThat(visit.session().method()).isEqualTo("passkey");
        assertThat(visit.session().address()).isEqualTo("192.0.2.1");
        assertThat(visit.session().browser()).isEqualTo("Firefox");
        assertThat(admin.audit()).contains("session.begun by test from 192.0.2.1");
    }

    @Test
    void whatTheBrowserKeepsStandsNowhereInTheDatabase() {
        String token = begin(jo);

        assertThat(admin.database.execute("update sign_in_sessions set browser = 'x' where hash = '" + token + "'"))
                .isZero();
        assertThat(sessions.find(sessions.list(jo).getFirst().id())).isNull();
        assertThat(sessions.find("")).isNull();
    }

    @Test
    void aRevokedSessionOpensNothingMoreOnAnyNode() {
        String token = begin(jo);
        String other = begin(jo);
        Sessions anotherNode = new Sessions(admin.store, SETTINGS);
        String id = anotherNode.find(token).session().id();

        done(sessions.revoke(jo, id, ACTOR));

        assertThat(anotherNode.find(token)).isNull();
        assertThat(anotherNode.find(other)).isNotNull();
        assertThat(sessions.list(jo)).hasSize(1);
        assertThat(admin.audit()).contains("session.revoked by test from 192.0.2.1");
    }

    @Test
    void signingOutEndsIt() {
        String token = begin(jo);

        sessions.end(token, ACTOR);
        sessions.end(token, ACTOR);

        assertThat(sessions.find(token)).isNull();
        assertThat(admin.audit()).containsOnlyOnce("session.ended by test from 192.0.2.1");
    }

    @Test
    void anotherAccountsSessionIsNotFound() {
        String token = begin(jo);
        String eve = admin.account(Tier.FREE);
        String id = sessions.find(token).session().id();

        assertThat(refused(sessions.revoke(eve, id, ACTOR)).status()).isEqualTo(404);

        assertThat(sessions.list(eve)).isEmpty();
        assertThat(sessions.find(token)).isNotNull();
    }

    @Test
    void endsAfterTheIdleTime() {
        String token = begin(jo);
        admin.clock.pass(Duration.ofHours(12));

        assertThat(sessions.find(token)).isNull();
        assertThat(sessions.list(jo)).isEmpty();
    }

    @Test
    void endsAfterTheLongestTimeHoweverBusyItIs() {
        String token = begin(jo);
        for (int i = 0; i < 27; i++) {
            admin.clock.pass(Duration.ofHours(6));
            assertThat(sessions.find(token)).isNotNull();
        }

        admin.clock.pass(Duration.ofHours(6));

        assertThat(sessions.find(token)).isNull();
    }

    @Test
    void everySignInHasASessionOfItsOwn() {
        assertThat(begin(jo)).isNotEqualTo(begin(jo)).hasSize(64);
    }

    private String begin(String account) {
        return sessions.begin(account, SignInMethod.PASSKEY, "Firefox", ACTOR);
    }
}
