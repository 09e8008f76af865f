package ai.qnp.ee.admin;

import static ai.qnp.ee.admin.AdminFixture.ACTOR;
import static ai.qnp.ee.admin.AdminFixture.done;
import static ai.qnp.ee.admin.AdminFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.access.Permission;
import ai.qnp.core.provider.Secret;
import ai.qnp.core.routing.ChainStep;
import ai.qnp.ee.persistence.AccountRow;
import ai.qnp.ee.persistence.DatabaseKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class AuditServiceTest {
    private final AdminFixture admin;

    AuditServiceTest(DatabaseKind kind) {
        admin = new AdminFixture(kind);
    }

    @Test
    void anEventTellsWhoWhenFromWhereAndWhatEachFieldWasAndIs() {
        String account = admin.account(Tier.PRO);
        IssuedKey key = done(admin.keys.create(account, KeySettings.named("one"), ACTOR));
        admin.clock.pass(Duration.ofSeconds(5));
        Instant at = admin.store.now();
        done(admin.keys.change(
                account,
                key.key().id(),
                settings -> settings.withName("=two").withPermissions(Set.of(Permission.IMAGES, Permission.CHAT)),
                ACTOR));

        AuditEvent event = events(account, "key.changed").getFirst();

        assertThat(event.at()).isEqualTo(at);
        assertThat(event.actor()).isEqualTo("test");
        assertThat(event.address()).isEqualTo("192.0.2.1");
        assertThat(event.subject()).isEqualTo(key.key().id());
        assertThat(event.changes().toString())
                .isEqualTo("[{\"field\":\"name\",\"before\":\"one\",\"after\":\"=two\"},{\"field\":\"permissions\","
                        + "\"before\":[\"chat\",\"embeddings\",\"images\"],\"after\":[\"chat\",\"images\"]}]");
    }

    @Test
    void nothingInTheTrailIsASecret() throws Exception {
        String account = admin.account(Tier.PRO);
        NewCredential wanted = new NewCredential("alpha", Secret.of("sk-very-secret-4711"), "mine", null);
        StoredCredential credential = done(admin.credentials.create(account, wanted, ACTOR));
        IssuedKey key = done(admin.keys.create(
                account,
                KeySettings.named("k").withChain(List.of(new ChainStep("alpha", List.of(), credential.id()))),
                ACTOR));
        done(admin.credentials.delete(account, credential.id(), ACTOR));
        StringBuilder all = new StringBuilder();

        admin.audit.writeCsv(new AuditFilter(null, null, null, null), all);

        assertThat(all)
                .contains(credential.id(), "credential.deleted")
                .doesNotContain(
                        "sk-very-secret", key.text().reveal(), key.text().hash());
    }

    @Test
    void anAccountSeesItsOwnAndTheOperatorEverythingUnlessOneIsNamed() {
        admin.database.transactions().inTransaction(entities -> {
            entities.persist(new AccountRow("acc_operator", null, "pro", true, Instant.EPOCH));
            return "acc_operator";
        });
        String mine = admin.account(Tier.FREE);
        String other = admin.account(Tier.FREE);

        assertThat(admin.audit.scope("acc_operator", false)).isNull();
        assertThat(admin.audit.scope("acc_operator", true)).isEqualTo("acc_operator");
        assertThat(admin.audit.scope(mine, false)).isEqualTo(mine);
        assertThat(events(mine, null)).extracting(AuditEvent::accountId).containsOnly(mine);
        assertThat(events(null, null)).extracting(AuditEvent::accountId).contains(mine, other);
    }

    @Test
    void filtersByTimeAndByActionOrItsFamily() {
        String account = admin.account(Tier.PRO);
        Instant before = admin.store.now();
        admin.clock.pass(Duration.ofSeconds(1));
        IssuedKey key = done(admin.keys.create(account, KeySettings.named("k"), ACTOR));
        done(admin.keys.revoke(account, key.key().id(), ACTOR));

        assertThat(events(account, "key"))
                .extracting(AuditEvent::action)
                .containsExactlyInAnyOrder("key.created", "key.revoked");
        assertThat(events(account, "key.created")).hasSize(1);
        assertThat(events(account, "k_y")).isEmpty();
        assertThat(done(admin.audit.page(new AuditFilter(account, before.plusMillis(1), null, null), null, 10))
                        .rows())
                .hasSize(2);
        assertThat(done(admin.audit.page(new AuditFilter(account, null, before.plusMillis(1), null), null, 10))
                        .rows())
                .extracting(AuditEvent::action)
                .containsExactly("account.created");
    }

    @Test
    void pagesShowEveryEventOnceThoughManyShareAMoment() {
        String account = admin.account(Tier.PRO);
        for (int i = 0; i < 11; i++) {
            done(admin.keys.create(account, KeySettings.named("k" + i), ACTOR));
        }
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            Page<AuditEvent> page = done(admin.audit.page(new AuditFilter(account, null, null, null), cursor, 5));
            page.rows().forEach(event -> seen.add(event.id()));
            cursor = page.next();
        } while (cursor != null);

        assertThat(seen).hasSize(12).doesNotHaveDuplicates();
    }

    @Test
    void refusesAPageThatIsNoneAndAnActionThatIsNone() {
        AuditFilter all = new AuditFilter(null, null, null, null);

        assertThat(refused(admin.audit.page(all, "x", 10)).param()).isEqualTo("cursor");
        assertThat(refused(admin.audit.page(all, null, 501)).param()).isEqualTo("limit");
        assertThat(refused(admin.audit.page(new AuditFilter(null, null, null, "a.b.c"), null, 10))
                        .param())
                .isEqualTo("action");
    }

    @Test
    void aSpreadsheetRunsNothingOfTheTrail() throws Exception {
        String account = admin.account(Tier.PRO);
        admin.store.change(change -> {
            change.audit(new Actor("+actor", "@address"), "key.created", account, "-subject", "=cmd|'x'!A1");
            return account;
        });
        StringBuilder csv = new StringBuilder();

        admin.audit.writeCsv(new AuditFilter(account, null, null, "key.created"), csv);

        assertThat(csv).contains(",'+actor,'@address,key.created,").contains(",'-subject,'=cmd|'x'!A1,[]");
    }

    private List<AuditEvent> events(@Nullable String account, @Nullable String action) {
        return done(admin.audit.page(new AuditFilter(account, null, null, action), null, 100))
                .rows();
    }
}
