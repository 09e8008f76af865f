package ai.qnp.ee.admin;

import static ai.qnp.ee.admin.AdminFixture.ACTOR;
import static ai.qnp.ee.admin.AdminFixture.done;
import static ai.qnp.ee.admin.AdminFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.openai.ApiError;
import ai.qnp.core.provider.Credential;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.Secret;
import ai.qnp.core.relay.Transport.Opened;
import ai.qnp.ee.persistence.DatabaseKind;
import ai.qnp.ee.platform.CredentialTrials;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class TrialServiceTest {
    private static final NewCredential WANTED =
            new NewCredential("alpha", Secret.of("sk-0123456789-secret-tail"), null, null);

    private final AdminFixture admin;
    private final String account;
    private final TestClock clock = new TestClock();
    private final List<Credential> asked = new ArrayList<>();
    private final TrialService trials;

    TrialServiceTest(DatabaseKind kind) {
        admin = new AdminFixture(kind);
        account = admin.account(Tier.PRO);
        CredentialTrials.Fetching nobody = (profile, credential, path, limit) -> {
            asked.add(credential);
            return new Opened.NoAnswer(Failure.of(FailureClass.UNREACHABLE, "nobody there"));
        };
        trials = new TrialService(
                admin.credentials,
                new CredentialTrials(TestPlatform::platform, nobody, nobody),
                new TrialAllowance(clock, () -> 0));
    }

    private String stored() {
        return done(admin.credentials.create(account, WANTED, ACTOR)).id();
    }

    @Test
    void asksWithWhatIsStored() {
        String id = stored();

        done(trials.stored(account, id));

        assertThat(asked)
                .containsExactly(new Credential(id, "alpha", WANTED.apiKey(), URI.create("https://alpha.override/v1")));
    }

    @Test
    void anothersCredentialIsUnknownAndNobodyIsAsked() {
        String id = stored();

        assertThat(refused(trials.stored(admin.account(Tier.PRO), id)).code()).isEqualTo("credential_not_found");
        assertThat(refused(trials.stored(account, "cred_none")).status()).isEqualTo(404);
        assertThat(asked).isEmpty();
    }

    @Test
    void oneThatDoesNotOpenIsRefusedInPlainWords() {
        String id = stored();
        admin.database.execute("update credentials set sealed_api_key = 'AAAA'");

        assertThat(refused(trials.stored(account, id)).code()).isEqualTo("credential_unusable");
    }

    @Test
    void noAccountHasMoreThanTenTrialsInAnyMinuteWhicheverWay() {
        // given
        String id = stored();
        for (int trial = 0; trial < 5; trial++) {
            done(trials.stored(account, id));
            done(trials.beforeStoring(account, WANTED));
        }
        clock.pass(Duration.ofSeconds(20));

        // when
        ApiError stopped = refused(trials.stored(account, id));

        // then
        assertThat(stopped.status()).isEqualTo(429);
        assertThat(stopped.code()).isEqualTo("too_many_tests");
        assertThat(stopped.retryAfter()).isEqualTo(Duration.ofSeconds(41));
        assertThat(refused(trials.beforeStoring(account, WANTED)).status()).isEqualTo(429);
        assertThat(asked).hasSize(10);
        done(trials.beforeStoring(admin.account(Tier.PRO), WANTED));
        clock.pass(Duration.ofSeconds(40));
        assertThat(refused(trials.stored(account, id)).retryAfter()).isEqualTo(Duration.ofSeconds(1));
        clock.pass(Duration.ofSeconds(1));
        done(trials.stored(account, id));
    }
}
