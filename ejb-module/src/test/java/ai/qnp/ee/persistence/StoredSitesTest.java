package ai.qnp.ee.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.access.KeyText;
import ai.qnp.core.access.Permission;
import ai.qnp.core.access.WebOrigin;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class StoredSitesTest {
    private final TestDatabase database;
    private final AtomicLong ticks = new AtomicLong();
    private final Counted transactions;
    private final StoredSites sites;
    private final Random random = new Random(3);

    StoredSitesTest(DatabaseKind kind) {
        database = kind.migrated();
        transactions = new Counted(database.transactions());
        sites = new StoredSites(transactions, InstantSource.fixed(Outcomes.NOON), ticks::get);
        database.transactions().inTransaction(entities -> {
            entities.persist(new AccountRow("acc_1", "a@example.com", "free", false, Outcomes.NOON));
            return "acc_1";
        });
    }

    @Test
    void areThoseOfActiveKeysOnly() {
        key("key_1", null, null, "one.example", "*.wild.example");
        key("key_2", null, null);
        key("key_3", Outcomes.NOON.minusSeconds(1), null, "revoked.example");
        key("key_4", Outcomes.NOON.plusSeconds(1), null, "in-its-grace.example");
        key("key_5", null, Outcomes.NOON.minusSeconds(1), "expired.example");

        assertThat(include("one.example")).isTrue();
        assertThat(include("app.wild.example")).isTrue();
        assertThat(include("in-its-grace.example")).isTrue();
        assertThat(include("revoked.example")).isFalse();
        assertThat(include("expired.example")).isFalse();
        assertThat(include("wild.example")).isFalse();
    }

    @Test
    void aThousandQuestionsReadTheDatabaseOnce() {
        for (int i = 0; i < 1_000; i++) {
            include("site-" + i + ".example");
        }

        assertThat(transactions.readings.get()).isEqualTo(1);
    }

    @Test
    void aNewKeysSiteIsKnownWithinASecond() {
        include("new.example");
        key("key_1", null, null, "new.example");
        boolean atOnce = include("new.example");
        ticks.addAndGet(Duration.ofMillis(901).toNanos());

        assertThat(atOnce).isFalse();
        assertThat(include("new.example")).isTrue();
    }

    @Test
    void aDatabaseThatReadsSlowlyIsReadSeldom() {
        transactions.takes = Duration.ofMillis(500);
        include("a.example");
        ticks.addAndGet(Duration.ofSeconds(9).toNanos());
        include("a.example");
        int within = transactions.readings.get();
        ticks.addAndGet(Duration.ofSeconds(2).toNanos());
        include("a.example");

        assertThat(within).isEqualTo(1);
        assertThat(transactions.readings.get()).isEqualTo(2);
    }

    @Test
    void theLastOnesStayWhileTheDatabaseIsAway() {
        key("key_1", null, null, "one.example");
        include("one.example");
        transactions.away = true;
        ticks.addAndGet(Duration.ofSeconds(5).toNanos());

        assertThat(include("one.example")).isTrue();
    }

    private boolean include(String host) {
        return sites.include(WebOrigin.of("https://" + host));
    }

    private void key(String id, @Nullable Instant revokedAt, @Nullable Instant expiresAt, String... referrers) {
        database.transactions().inTransaction(entities -> {
            KeyText text = KeyText.generate(count -> {
                byte[] bytes = new byte[count];
                random.nextBytes(bytes);
                return bytes;
            });
            ApiKeyRow row = new ApiKeyRow(id, "acc_1", text, null, Outcomes.NOON);
            row.allow("k", List.of(), Set.of(Permission.CHAT), List.of(), List.of(referrers), expiresAt);
            if (revokedAt != null) {
                row.revokeAt(revokedAt);
            }
            entities.persist(row);
            return id;
        });
    }

    /** Counts readings, and takes as long for each as a test wants. */
    private final class Counted implements Transactions {
        private final Transactions behind;
        private final AtomicInteger readings = new AtomicInteger();
        private Duration takes = Duration.ZERO;
        private boolean away;

        Counted(Transactions behind) {
            this.behind = behind;
        }

        @Override
        public <T> T inTransaction(Function<EntityManager, T> work) {
            return behind.inTransaction(work);
        }

        @Override
        public <T> T read(Function<EntityManager, T> work) {
            readings.incrementAndGet();
            ticks.addAndGet(takes.toNanos());
            if (away) {
                throw new IllegalStateException("away");
            }
            return behind.read(work);
        }
    }
}
