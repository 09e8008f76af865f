package ai.qnp.ee.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.access.FreeTier;
import ai.qnp.core.access.Grant;
import ai.qnp.core.access.KeyText;
import ai.qnp.core.access.Permission;
import ai.qnp.core.relay.Grants.Lookup;
import ai.qnp.core.routing.ChainStep;
import ai.qnp.ee.admin.TestPlatform;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class JpaGrantsTest {
    private static final FreeTier FREE = new FreeTier(50L, 10L, 5L);

    private final TestDatabase database;
    private final AtomicLong ticks = new AtomicLong();
    private final CountedTransactions transactions;
    private final JpaGrants grants;
    private final KeyText key = KeyText.generate(byte[]::new);

    JpaGrantsTest(DatabaseKind kind) {
        database = kind.migrated();
        transactions = new CountedTransactions(database.transactions());
        grants = new JpaGrants(
                transactions,
                (row, baseUrl) -> null,
                TestPlatform::platform,
                true,
                FREE,
                Duration.ofSeconds(60),
                ticks::get);
        database.transactions().inTransaction(entities -> {
            entities.persist(new AccountRow("acc_1", "a@example.com", "free", false, Outcomes.NOON));
            entities.flush();
            ApiKeyRow row = new ApiKeyRow("key_1", "acc_1", key, null, Outcomes.NOON);
            row.allow(
                    "k",
                    List.of(new ChainStep("alpha", List.of("m"), "platform")),
                    Set.of(Permission.CHAT, Permission.IMAGES),
                    List.of(),
                    List.of(),
                    null);
            entities.persist(row);
            return row.id();
        });
    }

    @Test
    void findsAKeyByItsHashAlone() {
        Grant grant = found();

        assertThat(grant.keyId()).isEqualTo("key_1");
        assertThat(grant.accountId()).isEqualTo("acc_1");
        assertThat(grant.spending().paysFromCredits()).isTrue();
        assertThat(grant.scope().permissions()).containsExactlyInAnyOrder(Permission.CHAT, Permission.IMAGES);
        assertThat(grant.chain()).containsExactly(new ChainStep("alpha", List.of("m"), "platform"));
        assertThat(grants.find(KeyText.hashOf("another"))).isEqualTo(new Lookup.Unknown());
    }

    @Test
    void asksTheDatabaseOnceForManyRequests() {
        for (int i = 0; i < 100; i++) {
            found();
        }

        assertThat(transactions.reads.get()).isEqualTo(1);
    }

    @Test
    void seesWhatAnotherNodeRevokedWithinASecond() {
        found();
        database.execute("update api_keys set revoked_at = timestamp with time zone '2026-03-01 12:00:00+00'");
        Grant before = found();
        ticks.addAndGet(Duration.ofMillis(900).toNanos());

        assertThat(before.scope().revokedAt()).isNull();
        assertThat(found().scope().revokedAt()).isNotNull();
    }

    @Test
    void asksNoMoreWhileTheVersionStaysTheSame() {
        found();
        for (int i = 0; i < 100; i++) {
            ticks.addAndGet(Duration.ofMillis(500).toNanos());
            grants.refresh();
            found();
        }

        assertThat(transactions.reads.get())
                .as("the key once, the version each time")
                .isEqualTo(101);
    }

    @Test
    void readsAnewAfterAChangeThatAnyServerMade() {
        found();
        grants.refresh();
        database.execute("update api_keys set revoked_at = timestamp with time zone '2026-03-01 12:00:00+00'");
        database.transactions().inTransaction(entities -> {
            GrantVersion.raise(entities);
            return true;
        });
        Grant before = found();
        grants.refresh();

        assertThat(before.scope().revokedAt()).isNull();
        assertThat(found().scope().revokedAt()).isNotNull();
    }

    @Test
    void doesNotTakeAGrantForCurrentThatWasReadWhileItChanged() {
        transactions.afterRead = () -> {
            transactions.afterRead = () -> {};
            database.execute("update api_keys set revoked_at = timestamp with time zone '2026-03-01 12:00:00+00'");
            database.transactions().inTransaction(entities -> {
                GrantVersion.raise(entities);
                return true;
            });
            grants.refresh();
        };
        Grant before = found();

        assertThat(before.scope().revokedAt()).isNull();
        assertThat(found().scope().revokedAt()).isNotNull();
    }

    @Test
    void goesOnWithAKeyWhileTheStoreIsAwayAsLongAsItWasUsedLately() {
        for (int i = 0; i < 400; i++) {
            ticks.addAndGet(Duration.ofMillis(500).toNanos());
            grants.refresh();
            found();
        }
        transactions.broken = true;
        ticks.addAndGet(Duration.ofSeconds(59).toNanos());
        Lookup soon = grants.find(key.hash());
        ticks.addAndGet(Duration.ofSeconds(1).toNanos());

        assertThat(soon).isInstanceOf(Lookup.Found.class);
        assertThat(grants.find(key.hash())).isEqualTo(new Lookup.Unavailable());
    }

    @Test
    void seesAtOnceWhatItIsToldToForget() {
        found();
        database.execute("update api_keys set revoked_at = timestamp with time zone '2026-03-01 12:00:00+00'");
        grants.forget(key.hash());

        assertThat(found().scope().revokedAt()).isNotNull();
    }

    @Test
    void aKeyThatWasJustMadeIsNotHeldUnknown() {
        database.execute("update api_keys set hash = 'hidden'");
        Lookup before = grants.find(key.hash());
        database.execute("update api_keys set hash = '" + key.hash() + "'");

        assertThat(before).isEqualTo(new Lookup.Unknown());
        assertThat(found().keyId()).isEqualTo("key_1");
    }

    @Test
    void aStoreThatIsAwayGivesNoVerdictAndComesBackByItself() {
        transactions.broken = true;
        Lookup away = grants.find(key.hash());
        transactions.broken = false;

        assertThat(away).isEqualTo(new Lookup.Unavailable());
        assertThat(grants.find(key.hash())).isInstanceOf(Lookup.Found.class);
    }

    private Grant found() {
        return ((Lookup.Found) grants.find(key.hash())).grant();
    }

    private static final class CountedTransactions implements Transactions {
        private final Transactions behind;
        private final AtomicInteger reads = new AtomicInteger();
        private volatile boolean broken;
        private volatile Runnable afterRead = () -> {};

        CountedTransactions(Transactions behind) {
            this.behind = behind;
        }

        @Override
        public <T> T inTransaction(Function<EntityManager, T> work) {
            return behind.inTransaction(work);
        }

        @Override
        public <T> T read(Function<EntityManager, T> work) {
            reads.incrementAndGet();
            if (broken) {
                throw new IllegalStateException("connection refused");
            }
            T read = behind.read(work);
            afterRead.run();
            return read;
        }
    }
}
