package ai.qnp.ee.persistence;

import ai.qnp.core.access.FreeTier;
import ai.qnp.core.access.Grant;
import ai.qnp.core.relay.Grants;
import ai.qnp.core.routing.ChainStep;
import ai.qnp.core.routing.Platform;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
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

    /** How often a database that is away is asked, as far as there is another answer. */
    private static final Duration ASKED_AGAIN = Duration.ofMillis(500);

    private static final int MAX_ENTRIES = 50_000;
    /** How long a key is remembered that nobody uses. */
    private static final Duration UNUSED = Duration.ofMinutes(10);

    private static final System.Logger LOG = System.getLogger(JpaGrants.class.getName());

    private final Transactions transactions;
    private final StoredGrants stored;
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
        this.stored = new StoredGrants(new StoredCredentials(credentials, platform), billing, freeTier);
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
        Grant grant = transactions.<@Nullable Grant>read(entities -> stored.find(entities, keyHash));
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
        return transactions.read(entities -> stored.rehearsed(entities, accountId, chain));
    }
}
