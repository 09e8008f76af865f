package ai.qnp.ee.admin;

import static ai.qnp.ee.admin.AdminFixture.ACTOR;
import static ai.qnp.ee.admin.AdminFixture.done;
import static ai.qnp.ee.admin.AdminFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.openai.ApiError;
import ai.qnp.ee.persistence.DatabaseKind;
import ai.qnp.ee.vault.PrivateFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class OperatorSignInTest {
    private static final Actor ELSEWHERE = new Actor("test", "198.51.100.7");

    private final AdminFixture admin;
    private final OperatorSignIn signIn;

    OperatorSignInTest(DatabaseKind kind) throws IOException {
        admin = new AdminFixture(kind);
        AdminToken token = AdminToken.open("right", new PrivateFile(Path.of("unused")), count -> new byte[count]);
        signIn = new OperatorSignIn(token, admin.accounts, admin.store, admin.ticks::get);
    }

    @BeforeEach
    void start(@TempDir Path dataDir) throws IOException {
        new FirstStart(admin.store, admin.keys, admin.directory, admin.setupLinks, AdminFixture.settings(dataDir))
                .run();
    }

    @Test
    void theTokenOpensTheOperatorsAccount() {
        Account account = done(signIn.signIn(" right\n", ACTOR));

        assertThat(account.operator()).isTrue();
        assertThat(admin.audit()).contains("dashboard.signed_in by test from 192.0.2.1");
    }

    @Test
    void aWrongTokenIsRefusedAndNoted() {
        ApiError refusal = refused(signIn.signIn("wrong", ACTOR));

        assertThat(refusal.status()).isEqualTo(401);
        assertThat(refusal.message()).doesNotContain("wrong", "right");
        assertThat(admin.audit()).contains("dashboard.sign_in_refused by test from 192.0.2.1");
    }

    @Test
    void afterTenWrongTokensAnAddressWaitsAndOthersDoNot() {
        tryWrongTokens(10);

        assertThat(refused(signIn.signIn("right", ACTOR)).status()).isEqualTo(429);
        assertThat(done(signIn.signIn("right", ELSEWHERE)).operator()).isTrue();
    }

    @Test
    void theWaitEndsByItself() {
        tryWrongTokens(10);
        admin.ticks.addAndGet(Duration.ofMinutes(10).toNanos());

        assertThat(done(signIn.signIn("right", ACTOR)).operator()).isTrue();
    }

    @Test
    void theRightTokenClearsTheCount() {
        tryWrongTokens(9);
        done(signIn.signIn("right", ACTOR));
        tryWrongTokens(9);

        assertThat(done(signIn.signIn("right", ACTOR)).operator()).isTrue();
    }

    private void tryWrongTokens(int times) {
        for (int i = 0; i < times; i++) {
            refused(signIn.signIn("wrong" + i, ACTOR));
        }
    }
}
