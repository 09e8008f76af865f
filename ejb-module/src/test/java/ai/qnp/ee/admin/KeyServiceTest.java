package ai.qnp.ee.admin;

import static ai.qnp.ee.admin.AdminFixture.ACTOR;
import static ai.qnp.ee.admin.AdminFixture.done;
import static ai.qnp.ee.admin.AdminFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.access.Grant;
import ai.qnp.core.access.Permission;
import ai.qnp.core.limits.KeyLimits;
import ai.qnp.core.metering.Budget;
import ai.qnp.core.metering.Fund;
import ai.qnp.core.openai.ApiError;
import ai.qnp.core.provider.Secret;
import ai.qnp.core.routing.ChainStep;
import ai.qnp.ee.persistence.DatabaseKind;
import ai.qnp.ee.persistence.Outcomes;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class KeyServiceTest {
    private final AdminFixture admin;
    private final String account;

    KeyServiceTest(DatabaseKind kind) {
        admin = new AdminFixture(kind);
        account = admin.account(Tier.PRO);
    }

    @Test
    void aNewKeyWorksAndReadsBackAsItWasAskedFor() {
        KeySettings wanted = new KeySettings(
                "build server",
                List.of(new ChainStep("alpha", List.of("m1", "m2"), "platform")),
                Set.of(Permission.CHAT),
                List.of("203.0.113.0/24", "2001:db8::/32"),
                List.of("*.example.com"),
                admin.clock.instant().plus(Duration.ofDays(1)),
                new Budget(new BigDecimal("25.000000000000"), Budget.Period.MONTH),
                new KeyLimits(60L, 100_000L, 1_000L),
                null);

        IssuedKey issued = done(admin.keys.create(account, wanted, ACTOR));

        assertThat(issued.key().settings()).isEqualTo(wanted);
        assertThat(done(admin.directory.get(account, issued.key().id()))).isEqualTo(issued.key());
        assertThat(admin.directory.list(account)).containsExactly(issued.key());
        Grant grant = admin.grant(issued.text());
        assertThat(grant.chain()).isEqualTo(wanted.chain());
        assertThat(grant.scope().permissions()).isEqualTo(wanted.permissions());
        assertThat(grant.scope().allowedIps()).hasToString("[203.0.113.0/24, 2001:db8::/32]");
        assertThat(grant.scope().allowedReferrers()).hasToString("[*.example.com]");
        assertThat(grant.scope().expiresAt()).isEqualTo(wanted.expiresAt());
    }

    @Test
    void theTextOfAKeyIsNowhereInTheDatabase() {
        IssuedKey issued = admin.issue(account, "k");

        assertThat(issued.key().prefix()).isEqualTo(issued.text().reveal().substring(0, 12));
        assertThat(admin.database.execute("update api_keys set name = name where hash = '"
                        + issued.text().hash() + "'"))
                .isEqualTo(1);
        assertThat(admin.directory.list(account).toString())
                .doesNotContain(issued.text().reveal());
    }

    @Test
    void aChangeIsSeenByTheNextRequest() {
        IssuedKey issued = admin.issue(account, "k");
        admin.grant(issued.text());

        ApiKey changed = done(admin.keys.change(
                account, issued.key().id(), settings -> settings.withAllowedIps(List.of("192.0.2.7")), ACTOR));

        assertThat(changed.settings().name()).isEqualTo("k");
        assertThat(admin.grant(issued.text()).scope().allowedIps()).hasToString("[192.0.2.7]");
    }

    @Test
    void aRevokedKeyStopsAtOnceAndStaysListed() {
        IssuedKey issued = admin.issue(account, "k");
        admin.grant(issued.text());

        done(admin.keys.revoke(account, issued.key().id(), ACTOR));

        assertThat(admin.grant(issued.text()).scope().revokedAt()).isEqualTo(admin.clock.instant());
        assertThat(admin.directory.list(account))
                .singleElement()
                .satisfies(
                        key -> assertThat(key.isActive(admin.clock.instant())).isFalse());
    }

    @Test
    void revokingTwiceKeepsTheFirstTime() {
        IssuedKey issued = admin.issue(account, "k");
        ApiKey first = done(admin.keys.revoke(account, issued.key().id(), ACTOR));
        admin.clock.pass(Duration.ofHours(1));

        assertThat(done(admin.keys.revoke(account, issued.key().id(), ACTOR))).isEqualTo(first);
    }

    @Test
    void limitsAndBudgetsThatMakeNoSenseAreRefused() {
        Budget nothing = new Budget(BigDecimal.ZERO, Budget.Period.DAY);
        Budget tooFine = new Budget(new BigDecimal("0.0000000000001"), Budget.Period.DAY);

        assertThat(refused(create(KeySettings.named("k").withBudget(nothing))).param())
                .isEqualTo("budget.amount_usd");
        assertThat(refused(create(KeySettings.named("k").withBudget(tooFine))).param())
                .isEqualTo("budget.amount_usd");
        assertThat(refused(create(KeySettings.named("k").withLimits(new KeyLimits(0L, null, null))))
                        .param())
                .isEqualTo("limits.rpm");
        assertThat(refused(create(KeySettings.named("k").withLimits(new KeyLimits(null, -1L, null))))
                        .param())
                .isEqualTo("limits.tpm");
    }

    @Test
    void aBudgetSaysWhatIsSpentOfItAndWhenItBeginsAnew() {
        Budget daily = new Budget(new BigDecimal("5.000000000000"), Budget.Period.DAY);
        IssuedKey key = done(create(KeySettings.named("k").withBudget(daily)));
        String fund =
                Fund.KeyBudget.at(key.key().id(), daily, admin.clock.instant()).id();
        admin.database.execute(
                "insert into escrows (id, funds, opening, spent, leased) values ('" + fund + "', 5, 0, 1.25, 0)");

        BudgetUse use = done(admin.directory.get(account, key.key().id())).budgetUse();
        ApiKey unlimited =
                done(admin.keys.change(account, key.key().id(), settings -> settings.withBudget(null), ACTOR));

        assertThat(use.spent()).isEqualByComparingTo("1.25");
        assertThat(use.resetsAt()).isEqualTo(daily.period().endOf(admin.clock.instant()));
        assertThat(unlimited.budgetUse()).isNull();
        assertThat(admin.database.execute("update escrows set spent = 0")).isZero();
    }

    @Test
    void anotherAccountsKeyIsUnknown() {
        String id = admin.issue(account, "k").key().id();
        String stranger = admin.account(Tier.PRO);

        for (Answer<?> answer : List.of(
                admin.directory.get(stranger, id),
                admin.keys.revoke(stranger, id, ACTOR),
                admin.keys.rotate(stranger, id, Duration.ZERO, ACTOR),
                admin.keys.change(stranger, id, settings -> settings, ACTOR))) {
            assertThat(refused(answer).status()).isEqualTo(404);
        }
        assertThat(admin.directory.list(stranger)).isEmpty();
    }

    @Test
    void refusesAnExpiryInThePastButLeavesAnOldOneAlone() {
        KeySettings past = KeySettings.named("k").withExpiresAt(admin.clock.instant());
        IssuedKey expiring = done(admin.keys.create(
                account, past.withExpiresAt(admin.clock.instant().plusSeconds(1)), ACTOR));
        ApiError refusal = refused(admin.keys.create(account, past, ACTOR));
        admin.clock.pass(Duration.ofSeconds(2));

        assertThat(refusal.param()).isEqualTo("expires_at");
        done(admin.keys.change(account, expiring.key().id(), settings -> settings.withName("renamed"), ACTOR));
    }

    @Test
    void aChainNamesOnlyTheAccountsOwnCredentialsOfTheStepsProvider() {
        String own = credential(account, "alpha");
        String strangers = credential(admin.account(Tier.PRO), "alpha");

        done(admin.keys.create(account, chain("alpha", own), ACTOR));
        assertThat(refused(admin.keys.create(account, chain("alpha", strangers), ACTOR))
                        .code())
                .isEqualTo("unknown_credential");
        assertThat(refused(admin.keys.create(account, chain("beta", own), ACTOR))
                        .param())
                .isEqualTo("chain[0].credential");
        assertThat(refused(admin.keys.create(account, chain("gamma", "platform"), ACTOR))
                        .message())
                .contains("'gamma'", "alpha, beta");
    }

    @Test
    void showsWhenAKeyWasLastUsed() {
        IssuedKey issued = admin.issue(account, "k");
        String id = issued.key().id();
        admin.stored(
                Outcomes.answered("r1", account, id, Outcomes.NOON),
                Outcomes.answered("r2", account, id, Outcomes.NOON.plusSeconds(9)),
                Outcomes.answered("r3", account, "key_other", Outcomes.NOON.plusSeconds(99)));

        assertThat(done(admin.directory.get(account, id)).lastUsedAt()).isEqualTo(Outcomes.NOON.plusSeconds(9));
    }

    @Test
    void everyChangeIsOnTheAuditTrail() {
        String id = admin.issue(account, "k").key().id();
        done(admin.keys.change(account, id, settings -> settings.withName("x"), ACTOR));
        done(admin.keys.rotate(account, id, Duration.ofSeconds(60), ACTOR));
        done(admin.keys.revoke(account, id, ACTOR));

        assertThat(admin.audit())
                .containsExactlyInAnyOrder(
                        "account.created by test from 192.0.2.1",
                        "key.created by test from 192.0.2.1",
                        "key.changed by test from 192.0.2.1",
                        "key.replaced by test from 192.0.2.1",
                        "key.rotated by test from 192.0.2.1",
                        "key.revoked by test from 192.0.2.1");
    }

    private Answer<IssuedKey> create(KeySettings settings) {
        return admin.keys.create(account, settings, ACTOR);
    }

    private String credential(String owner, String provider) {
        NewCredential wanted = new NewCredential(provider, Secret.of("sk-0123456789abcdef"), null, null);
        return done(admin.credentials.create(owner, wanted, ACTOR)).id();
    }

    private static KeySettings chain(String provider, String credential) {
        return KeySettings.named("k").withChain(List.of(new ChainStep(provider, List.of(), credential)));
    }
}
