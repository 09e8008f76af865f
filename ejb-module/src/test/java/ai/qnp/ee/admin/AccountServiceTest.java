package ai.qnp.ee.admin;

import static ai.qnp.ee.admin.AdminFixture.ACTOR;
import static ai.qnp.ee.admin.AdminFixture.done;
import static ai.qnp.ee.admin.AdminFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.ee.persistence.DatabaseKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class AccountServiceTest {
    private final AdminFixture admin;

    AccountServiceTest(DatabaseKind kind) {
        admin = new AdminFixture(kind);
    }

    @Test
    void anAccountReadsBackWithItsAddressInLowerCase() {
        Account account = done(admin.accounts.create(" Jo@Example.com ", Tier.FREE, ACTOR));

        assertThat(account.email()).isEqualTo("jo@example.com");
        assertThat(account.operator()).isFalse();
        assertThat(done(admin.accounts.get(account.id()))).isEqualTo(account);
    }

    @Test
    void oneAddressHasOneAccountHoweverManyAskAtOnce() throws Exception {
        List<Future<Answer<Account>>> asked = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                asked.add(callers.submit(() -> admin.accounts.create("jo@example.com", Tier.FREE, ACTOR)));
            }
        }

        int created = 0;
        for (Future<Answer<Account>> each : asked) {
            switch (each.get()) {
                case Answer.Done<Account> done -> created++;
                case Answer.Refused<Account> refused ->
                    assertThat(refused.error().code()).isEqualTo("email_taken");
            }
        }
        assertThat(created).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "jo", "jo@", "@example.com", "jo@example", "a b@example.com", "a@b@example.com"})
    void refusesWhatIsNoAddress(String email) {
        assertThat(refused(admin.accounts.create(email, Tier.FREE, ACTOR)).param())
                .isEqualTo("email");
    }

    @Test
    void anotherTierIsKeptAndAudited() {
        String id = admin.account(Tier.FREE);

        assertThat(done(admin.accounts.changeTier(id, Tier.PRO, ACTOR)).tier()).isEqualTo(Tier.PRO);

        assertThat(done(admin.accounts.get(id)).tier()).isEqualTo(Tier.PRO);
        assertThat(admin.audit()).contains("account.tier_changed by test from 192.0.2.1");
    }

    @Test
    void anUnknownAccountIsNotFound() {
        assertThat(refused(admin.accounts.get("acc_x")).status()).isEqualTo(404);
        assertThat(refused(admin.accounts.changeTier("acc_x", Tier.PRO, ACTOR)).status())
                .isEqualTo(404);
    }

    @Test
    void onlyTheOperatorUsesThePlatformWithoutPaying() throws Exception {
        new FirstStart(
                        admin.store,
                        admin.keys,
                        admin.directory,
                        admin.setupLinks,
                        AdminFixture.settings(java.nio.file.Files.createTempDirectory("qnp-test-")))
                .run();

        assertThat(paysFromCredits(admin.accounts.operator().id())).isFalse();
        assertThat(paysFromCredits(admin.account(Tier.PRO))).isTrue();
    }

    private boolean paysFromCredits(String account) {
        IssuedKey key = done(admin.keys.create(account, KeySettings.named("k"), ACTOR));
        return admin.grant(key.text()).spending().paysFromCredits();
    }
}
