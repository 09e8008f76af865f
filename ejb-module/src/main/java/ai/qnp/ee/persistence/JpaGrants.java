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
import ai.qnp.core.routing.PlatformProvider;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.persistence.EntityManager;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Grants from the database, behind a small cache. Entries live so briefly that a revocation on another node is seen
 * within a second; changes on this one are told by {@link #forget}. While the database is away, a key goes on for a bounded
 * time as it was seen last. Unknown keys are not remembered: a key that was
 * just made works at once.
 */
public final class JpaGrants implements Grants {
    /** Less than the second that is promised, by what a look-up may take. */
    private static final Duration REMEMBERED = Duration.ofMillis(900);

    private static final String FREE = "free";
    /** How often a database that is away is asked, as far as there is another answer. */
    private static final Duration ASKED_AGAIN = Duration.ofMillis(500);

    private static final int MAX_ENTRIES = 50_000;
    private static final System.Logger LOG = System.getLogger(JpaGrants.class.getName());

    private final Transactions transactions;
    private final SealedCredentials credentials;
    private final Supplier<Platform> platform;
    private final boolean billing;
    private final FreeTier freeTier;
    private final Cache<String, @Nullable Grant> cache;
    private final Cache<String, Grant> lastSeen;
    private final Ticker ticker;
    private volatile long awaySince;

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
        this.credentials = credentials;
        this.platform = platform;
        this.billing = billing;
        this.freeTier = freeTier;
        this.ticker = ticker;
        this.awaySince = ticker.read() - ASKED_AGAIN.toNanos();
        this.cache = Caffeine.newBuilder()
                .expireAfterWrite(REMEMBERED)
                .maximumSize(MAX_ENTRIES)
                .ticker(ticker)
                .build();
        this.lastSeen = Caffeine.newBuilder()
                .expireAfterWrite(away)
                .maximumSize(MAX_ENTRIES)
                .ticker(ticker)
                .build();
    }

    @Override
    public Lookup find(String keyHash) {
        Grant last = lastSeen.getIfPresent(keyHash);
        if (last != null && ticker.read() - awaySince < ASKED_AGAIN.toNanos()) {
            // the database was away a moment ago: not every request has to find that out
            return new Lookup.Found(last);
        }
        try {
            Grant grant = cache.get(keyHash, this::loadAndRemember);
            return grant == null ? new Lookup.Unknown() : new Lookup.Found(grant);
        } catch (RuntimeException unavailable) {
            awaySince = ticker.read();
            LOG.log(
                    System.Logger.Level.WARNING,
                    last == null ? "keys can't be looked up" : "a key goes on as it was seen last",
                    unavailable);
            return last == null ? new Lookup.Unavailable() : new Lookup.Found(last);
        }
    }

    private @Nullable Grant loadAndRemember(String keyHash) {
        Grant grant = load(keyHash);
        if (grant == null) {
            lastSeen.invalidate(keyHash);
        } else {
            lastSeen.put(keyHash, grant);
        }
        return grant;
    }

    /** Looks a key up anew the next time. To be called once a change of it is committed. */
    public void forget(String keyHash) {
        cache.invalidate(keyHash);
    }

    /** Looks all keys up anew: after a change of credentials, accounts or providers. */
    public void forgetAll() {
        cache.invalidateAll();
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

    private @Nullable Grant load(String keyHash) {
        return transactions.<@Nullable Grant>read(entities -> {
            List<ApiKeyRow> keys = entities.createQuery(
                            "select k from ApiKeyRow k where k.hash = :hash", ApiKeyRow.class)
                    .setParameter("hash", keyHash)
                    .getResultList();
            return keys.isEmpty() ? null : grant(entities, keys.getFirst());
        });
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
                key.revokedAt());
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
                    Credential credential = credential(row, account);
                    if (credential != null) {
                        found.put(row.id(), credential);
                    }
                });
        return found;
    }

    private @Nullable Credential credential(CredentialRow row, AccountRow account) {
        URI baseUrl = baseUrl(row);
        Credential opened = baseUrl == null ? null : credentials.open(row, baseUrl);
        boolean isTheAccounts = row.baseUrl() != null && !account.operator();
        return opened == null || !isTheAccounts ? opened : opened.atTheAccountsAddress();
    }

    private @Nullable URI baseUrl(CredentialRow row) {
        String own = row.baseUrl();
        if (own != null) {
            return URI.create(own);
        }
        PlatformProvider provider = platform.get().provider(row.provider());
        return provider == null ? null : provider.baseUrl();
    }
}
