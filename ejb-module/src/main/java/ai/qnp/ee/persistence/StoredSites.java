package ai.qnp.ee.persistence;

import ai.qnp.core.access.ReferrerHosts;
import ai.qnp.core.access.ReferrerPattern;
import ai.qnp.core.access.WebOrigin;
import ai.qnp.core.relay.KnownSites;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The sites of all active keys, read together and remembered. Who asks for a thousand sites costs no more than who asks for
 * one: there is one reading a second at most, and reading takes no more than a twentieth of the time. While the database is
 * away, the last ones that were seen stay. Any thread.
 */
public final class StoredSites implements KnownSites {
    private static final Duration REMEMBERED = Duration.ofMillis(900);
    private static final int PAUSE_TO_READING = 20;
    private static final int MAX_LISTS = 100_000;
    private static final System.Logger LOG = System.getLogger(StoredSites.class.getName());

    private final Transactions transactions;
    private final InstantSource clock;
    private final Ticker ticker;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable Known known;

    private record Known(ReferrerHosts hosts, long until) {}

    /**
     * Makes the adapter.
     *
     * @param ticker {@link Ticker#systemTicker()}, in tests one that is told the time
     */
    public StoredSites(Transactions transactions, InstantSource clock, Ticker ticker) {
        this.transactions = transactions;
        this.clock = clock;
        this.ticker = ticker;
    }

    @Override
    public boolean include(WebOrigin origin) {
        return current().contain(origin);
    }

    /** Only the first to ask waits for the database; who comes while another reads takes what was known before. */
    private ReferrerHosts current() {
        Known now = known;
        if (now != null && (isFresh(now) || !reading.tryLock())) {
            return now.hosts();
        }
        if (now == null) {
            reading.lock();
        }
        try {
            now = known;
            if (now == null || !isFresh(now)) {
                now = read(now == null ? ReferrerHosts.NONE : now.hosts());
                known = now;
            }
            return now.hosts();
        } finally {
            reading.unlock();
        }
    }

    private boolean isFresh(Known now) {
        return ticker.read() - now.until() < 0;
    }

    private Known read(ReferrerHosts before) {
        long begun = ticker.read();
        ReferrerHosts hosts = before;
        try {
            hosts = hosts(transactions.read(entities -> entities.createQuery(
                            "select distinct k.allowedReferrers from ApiKeyRow k where k.allowedReferrers <> '[]'"
                                    + " and (k.revokedAt is null or k.revokedAt > :now)"
                                    + " and (k.expiresAt is null or k.expiresAt > :now)",
                            String.class)
                    .setParameter("now", clock.instant())
                    .setMaxResults(MAX_LISTS)
                    .getResultList()));
        } catch (RuntimeException unavailable) {
            LOG.log(System.Logger.Level.WARNING, "the sites of keys can't be read", unavailable);
        }
        long ended = ticker.read();
        return new Known(hosts, ended + Math.max(REMEMBERED.toNanos(), PAUSE_TO_READING * (ended - begun)));
    }

    private static ReferrerHosts hosts(List<String> lists) {
        if (lists.size() == MAX_LISTS) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "more than " + MAX_LISTS
                            + " keys list sites: browsers on the sites of the others are told that they may not call");
        }
        Set<ReferrerPattern> patterns = new HashSet<>();
        lists.forEach(list ->
                ChainText.readTexts(list).stream().map(ReferrerPattern::parse).forEach(patterns::add));
        return new ReferrerHosts(patterns);
    }
}
