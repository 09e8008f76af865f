package ai.qnp.ee.admin;

import ai.qnp.core.access.FreeTier;
import ai.qnp.core.access.Grant;
import ai.qnp.core.access.KeyText;
import ai.qnp.core.access.ReachableAddresses;
import ai.qnp.core.openai.ApiError;
import ai.qnp.core.relay.Grants;
import ai.qnp.core.relay.Outcome;
import ai.qnp.ee.persistence.AuditRow;
import ai.qnp.ee.persistence.DatabaseKind;
import ai.qnp.ee.persistence.JpaGrants;
import ai.qnp.ee.persistence.Outcomes;
import ai.qnp.ee.persistence.TestDatabase;
import ai.qnp.ee.persistence.UsageDays;
import ai.qnp.ee.persistence.UsageRow;
import ai.qnp.ee.vault.Vault;
import ai.qnp.ee.vault.VaultCredentials;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** The services over a database of their own, with a clock and a ticker that are told the time. */
public final class AdminFixture {
    /** Who does things in tests. */
    public static final Actor ACTOR = new Actor("test", "192.0.2.1");

    /** The same who runs the installation. */
    public static final Actor OPERATOR = new Actor("operator", "192.0.2.9", true);

    private static final FreeTier FREE = new FreeTier(50L, 10L, 5L);

    public final TestDatabase database;
    public final TestClock clock = new TestClock();
    public final AtomicLong ticks = new AtomicLong();
    public final Vault vault = Vault.under(new byte[32]);
    public final AuditedStore store;
    public final JpaGrants grants;
    public final AccountService accounts;
    public final KeyService keys;
    final KeyDirectory directory;
    public final CredentialService credentials;
    public final UsageService usage;
    final AuditService audit;
    public final SetupLinks setupLinks;

    /** Over an empty database of that kind. */
    public AdminFixture(DatabaseKind kind) {
        Random random = new Random(7);
        database = kind.migrated();
        store = new AuditedStore(
                database.transactions(),
                count -> {
                    byte[] bytes = new byte[count];
                    random.nextBytes(bytes);
                    return bytes;
                },
                clock);
        grants = new JpaGrants(
                database.transactions(),
                new VaultCredentials(vault),
                TestPlatform::platform,
                true,
                FREE,
                Duration.ofSeconds(60),
                ticks::get);
        accounts = new AccountService(store, grants);
        keys = new KeyService(store, grants, TestPlatform::platform, FREE);
        directory = new KeyDirectory(store);
        credentials = new CredentialService(
                store, grants, vault, TestPlatform::platform, settings(Path.of("unused")), ReachableAddresses.PUBLIC);
        usage = new UsageService(store);
        audit = new AuditService(store);
        setupLinks = new SetupLinks(store);
    }

    /** What the operator set. */
    public static ServerSettings settings(Path dataDir) {
        return new ServerSettings(
                dataDir,
                null,
                null,
                "http://127.0.0.1:9080",
                false,
                true,
                10_000,
                true,
                Duration.ofSeconds(1),
                Duration.ofSeconds(60),
                1 << 20);
    }

    /** A new account. */
    public String account(Tier tier) {
        return done(accounts.create("user" + ticks.incrementAndGet() + "@example.com", tier, ACTOR))
                .id();
    }

    /** The actions on the audit trail, the oldest first. */
    public List<String> audit() {
        return database.transactions()
                .read(entities -> entities.createQuery(
                                "select a from AuditRow a order by a.at, a.action", AuditRow.class)
                        .getResultStream()
                        .map(row -> row.action() + " by " + row.actor() + " from " + row.address())
                        .toList());
    }

    /** Stores outcomes directly. */
    void stored(Outcome... outcomes) {
        database.transactions().inTransaction(entities -> {
            Arrays.stream(outcomes).map(UsageRow::new).forEach(entities::persist);
            UsageDays.add(entities, List.of(outcomes));
            return Outcomes.NOON;
        });
    }

    /** The value of an answer that must have one. */
    public static <T> T done(Answer<T> answer) {
        return switch (answer) {
            case Answer.Done<T> done -> done.value();
            case Answer.Refused<T> refused -> throw new AssertionError("refused: " + refused.error());
        };
    }

    /** The refusal of an answer that must have none. */
    public static ApiError refused(Answer<?> answer) {
        return switch (answer) {
            case Answer.Done<?> done -> throw new AssertionError("not refused: " + done.value());
            case Answer.Refused<?> refused -> refused.error();
        };
    }

    /** Makes a key that has nothing but a name. */
    IssuedKey issue(String account, String name) {
        return done(keys.create(account, KeySettings.named(name), ACTOR));
    }

    /** What a key that is known allows. */
    public Grant grant(KeyText text) {
        return ((Grants.Lookup.Found) grants.find(text.hash())).grant();
    }
}
