package ai.qnp.ee.admin;

import static ai.qnp.ee.admin.AdminFixture.ACTOR;
import static ai.qnp.ee.admin.AdminFixture.done;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.access.FreeTier;
import ai.qnp.core.access.Grant;
import ai.qnp.core.access.Permission;
import ai.qnp.core.provider.Secret;
import ai.qnp.core.relay.Grants.Lookup;
import ai.qnp.core.routing.ChainStep;
import ai.qnp.ee.persistence.DatabaseKind;
import ai.qnp.ee.persistence.JpaGrants;
import ai.qnp.ee.vault.VaultCredentials;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What one server changes, as another one sees it that remembers the key and looks at the version now and then. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class GrantsElsewhereTest {
    private final AdminFixture admin;
    private final JpaGrants elsewhere;
    private final String account;
    private final String credential;
    private final IssuedKey key;

    GrantsElsewhereTest(DatabaseKind kind) {
        admin = new AdminFixture(kind);
        elsewhere = new JpaGrants(
                admin.database.transactions(),
                new VaultCredentials(admin.vault),
                TestPlatform::platform,
                true,
                new FreeTier(50L, 10L, 5L),
                Duration.ofSeconds(60),
                admin.ticks::get);
        account = admin.account(Tier.PRO);
        credential = done(admin.credentials.create(
                        account, new NewCredential("alpha", Secret.of("sk-0123456789"), null, null), ACTOR))
                .id();
        key = done(admin.keys.create(
                account,
                KeySettings.named("k")
                        .withChain(List.of(new ChainStep("alpha", List.of(), credential)))
                        .withPermissions(Set.of(Permission.CHAT)),
                ACTOR));
        elsewhere.refresh();
    }

    @Test
    void aChangedKey() {
        shows(
                grant -> grant.scope().allowedIps(),
                () -> admin.keys.change(
                        account, key.key().id(), settings -> settings.withAllowedIps(List.of("192.0.2.7")), ACTOR));
    }

    @Test
    void aRevokedKey() {
        shows(
                grant -> grant.scope().revokedAt(),
                () -> admin.keys.revoke(account, key.key().id(), ACTOR));
    }

    @Test
    void aRotatedKey() {
        shows(
                grant -> grant.scope().revokedAt(),
                () -> admin.keys.rotate(account, key.key().id(), Duration.ofDays(1), ACTOR));
    }

    @Test
    void aDeletedCredential() {
        shows(Grant::credentials, () -> admin.credentials.delete(account, credential, ACTOR));
    }

    @Test
    void anotherTier() {
        shows(grant -> grant.spending().quotas(), () -> admin.accounts.changeTier(account, Tier.FREE, ACTOR));
    }

    /** A part of a grant is remembered until the next look, and after it is what a server would read that just started. */
    private void shows(Function<Grant, ?> part, Runnable change) {
        Object before = part.apply(grant());
        change.run();
        Object remembered = part.apply(grant());
        elsewhere.refresh();

        assertThat(remembered).isEqualTo(before);
        assertThat(part.apply(grant())).isNotEqualTo(before);
    }

    private Grant grant() {
        return ((Lookup.Found) elsewhere.find(key.text().hash())).grant();
    }
}
