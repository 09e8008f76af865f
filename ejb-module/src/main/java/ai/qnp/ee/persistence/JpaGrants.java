package ai.qnp.ee.persistence;

import ai.qnp.core.access.AddressRange;
import ai.qnp.core.access.FreeTier;
import ai.qnp.core.access.Grant;
import ai.qnp.core.access.Permission;
import ai.qnp.core.access.ReferrerPattern;
import ai.qnp.core.limits.Quota;
import ai.qnp.core.provider.Credential;
import ai.qnp.core.relay.Grants;
import ai.qnp.core.routing.ChainStep;
import ai.qnp.core.routing.Platform;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Grants from the database, remembered while nothing changes there. {@link #refresh}, which is to be called twice a second,
 * looks at one number to know that; where nobody calls it, every grant is read anew after less than a second. So what
 * another server revoked is seen within that second, and a change on this one at once. While the database is away, a key
 * goes on for a bounded time as it was seen last. Unknown keys are not remembered: a key that was just made works at once.
 */
public final class JpaGrants implements Grants {
    /** Less than the second that is promised, by what a look-up may take. */
    private static final Duration REMEMBERED = Duration.ofMillis(900);

    private static final String FREE = "free";
    /** How often a database that is away is asked, as far as there is another answer. */
    private static final Duration ASKED_AGAIN = Duration.ofMillis(500);

    private static final int MAX_ENTRIES = 50_000;
    /** How long a key is remembered that nobody uses. */
    private static final Duration UNUSED = Duration.ofMinutes(10);

    private static final System.Logger LOG = System.getLogger(JpaGrants.class.getName());

    private final Transactions transactions;
    private final StoredCredentials credentials;
    private final boolean billing;
    private final FreeTier freeTier;
    private final Duration away;
    private final Cache<String, RememberedGrant> remembered;
    private final Ticker ticker;
    private volatile Look look;
    private volatile long awaySince;

    /** What was seen of the version, and when it was asked for. */
    private record Look(long version, long at) {}

    /**
     * Makes the adapter.
     *
     * @param platform where providers are reached unless a credential says otherwise
     * @param billing whether accounts other than the operator's pay platform use from credits
     * @param freeTier what accounts may use that don't pay
     * @param away how long a key that was looked up goes on working while the database is away
     * @param ticker {@link Ticker#systemTicker()}, in tests one that is told the time
     */
    public JpaGrants(
            Transactions transactions,
            SealedCredentials credentials,
            Supplier<Platform> platform,
            boolean billing,
            FreeTier freeTier,
            Duration away,
            Ticker ticker) {
        this.transactions = transactions;
        this.credentials = new StoredCredentials(credentials, platform);
        this.billing = billing;
        this.freeTier = freeTier;
        this.ticker = ticker;
        this.awaySince = ticker.read() - ASKED_AGAIN.toNanos();
        this.away = away;
        this.look = new Look(0, ticker.read() - REMEMBERED.toNanos());
        this.remembered = Caffeine.newBuilder()
                .expireAfterAccess(away.compareTo(UNUSED) > 0 ? away : UNUSED)
                .maximumSize(MAX_ENTRIES)
                .ticker(ticker)
                .build();
    }

    @Override
    public Lookup find(String keyHash) {
        RememberedGrant last = remembered.getIfPresent(keyHash);
        if (last != null && isCurrent(last)) {
            return new Lookup.Found(last.grant());
        }
        RememberedGrant usable = last != null && last.isConfirmedWithin(away, ticker.read()) ? last : null;
        if (usable != null && ticker.read() - awaySince < ASKED_AGAIN.toNanos()) {
            // the database was away a moment ago: not every request has to find that out
            return new Lookup.Found(usable.grant());
        }
        try {
            RememberedGrant read = remembered
                    .asMap()
                    .compute(keyHash, (hash, other) -> other != null && isCurrent(other) ? other : load(hash));
            return read == null ? new Lookup.Unknown() : new Lookup.Found(read.grant());
        } catch (RuntimeException unavailable) {
            awaySince = ticker.read();
            LOG.log(
                    System.Logger.Level.WARNING,
                    usable == null ? "keys can't be looked up" : "a key goes on as it was seen last",
                    unavailable);
            return usable == null ? new Lookup.Unavailable() : new Lookup.Found(usable.grant());
        }
    }

    private boolean isCurrent(RememberedGrant grant) {
        Look latest = look;
        if (grant.version() != latest.version()) {
            return false;
        }
        grant.confirm(latest.at());
        return grant.isConfirmedWithin(REMEMBERED, ticker.read());
    }

    /** Reads a key together with the version that it can't be older than. */
    private @Nullable RememberedGrant load(String keyHash) {
        Look before = look;
        long now = ticker.read();
        Grant grant = transactions.<@Nullable Grant>read(entities -> {
            List<ApiKeyRow> keys = entities.createQuery(
                            "select k from ApiKeyRow k where k.hash = :hash", ApiKeyRow.class)
                    .setParameter("hash", keyHash)
                    .getResultList();
            return keys.isEmpty() ? null : grant(entities, keys.getFirst());
        });
        return grant == null ? null : new RememberedGrant(grant, before.version(), now);
    }

    /**
     * Looks whether anything changed. To be called twice a second, and once a change of credentials, accounts or providers
     * is committed. While the database is away, look-ups find that out by themselves.
     */
    public void refresh() {
        long now = ticker.read();
        try {
            look = new Look(transactions.read(GrantVersion::of), now);
        } catch (RuntimeException unavailable) {
            LOG.log(System.Logger.Level.DEBUG, "changes of keys can't be seen", unavailable);
        }
    }

    /** Looks a key up anew the next time. To be called once a change of it is committed. */
    public void forget(String keyHash) {
        remembered.invalidate(keyHash);
    }

    /** Looks all keys up anew: after a change of the platform, which no version tells of. */
    public void forgetAll() {
        remembered.invalidateAll();
    }

    /** What a key of that account with that chain would be allowed, for a rehearsal. */
    public Grant rehearsed(String accountId, List<ChainStep> chain) {
        return transactions.read(entities -> {
            AccountRow account = entities.find(AccountRow.class, accountId);
            return new Grant(
                    "rehearsal",
                    accountId,
                    paysFromCredits(account),
                    chain,
                    credentialsOf(entities, account, chain),
                    Set.of(Permission.values()),
                    List.of(),
                    List.of(),
                    null,
                    null);
        });
    }

    private boolean paysFromCredits(AccountRow account) {
        return billing && !account.operator();
    }

    private List<Quota> quotas(AccountRow account, ApiKeyRow key) {
        return account.operator() || !account.tier().equals(FREE)
                ? key.limits().quotas(key.firstKeyId())
                : freeTier.quotas(account.id(), key.firstKeyId(), key.limits());
    }

    private Grant grant(EntityManager entities, ApiKeyRow key) {
        AccountRow account = entities.find(AccountRow.class, key.accountId());
        List<ChainStep> chain = key.chain();
        return new Grant(
                key.id(),
                key.firstKeyId(),
                key.accountId(),
                paysFromCredits(account),
                chain,
                credentialsOf(entities, account, chain),
                key.permissions(),
                key.allowedIps().stream().map(AddressRange::parse).toList(),
                key.allowedReferrers().stream().map(ReferrerPattern::parse).toList(),
                key.budget(),
                quotas(account, key),
                key.expiresAt(),
                key.revokedAt(),
                key.logBodies());
    }

    /** A credential that is gone, or can't be used any more, is left out: its step then has none. */
    private Map<String, Credential> credentialsOf(EntityManager entities, AccountRow account, List<ChainStep> chain) {
        Set<String> ids = chain.stream()
                .map(ChainStep::credential)
                .filter(id -> !id.equals(Credential.PLATFORM))
                .collect(Collectors.toSet());
        Map<String, Credential> found = new HashMap<>();
        if (ids.isEmpty()) {
            return found;
        }
        entities.createQuery(
                        "select c from CredentialRow c where c.accountId = :account and c.id in :ids",
                        CredentialRow.class)
                .setParameter("account", account.id())
                .setParameter("ids", ids)
                .getResultList()
                .forEach(row -> {
                    Credential credential = credentials.open(row, account);
                    if (credential != null) {
                        found.put(row.id(), credential);
                    }
                });
        return found;
    }
}
