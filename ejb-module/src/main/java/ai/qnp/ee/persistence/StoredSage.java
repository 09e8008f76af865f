package ai.qnp.ee.persistence;

import ai.qnp.core.routing.sage.SageTable;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Sage's table as it is in the database, over the one that QNP comes with. Remembered so briefly that a change on
 * another node is seen within a second; while the database is away, the last one that was seen stays. Any thread.
 */
public final class StoredSage implements Supplier<SageTable> {
    private static final Duration REMEMBERED = Duration.ofMillis(900);
    private static final System.Logger LOG = System.getLogger(StoredSage.class.getName());

    private final Transactions transactions;
    private final SageTable defaults;
    private final Cache<Integer, SageTable> cache;
    private volatile SageTable last;

    /**
     * Makes the adapter.
     *
     * @param defaults the table that QNP comes with
     * @param ticker {@link Ticker#systemTicker()}, in tests one that is told the time
     */
    public StoredSage(Transactions transactions, SageTable defaults, Ticker ticker) {
        this.transactions = transactions;
        this.defaults = defaults;
        this.last = defaults;
        this.cache = Caffeine.newBuilder()
                .expireAfterWrite(REMEMBERED)
                .maximumSize(1)
                .ticker(ticker)
                .build();
    }

    @Override
    public SageTable get() {
        return cache.get(SageRow.ID, this::load);
    }

    /** The table that QNP comes with. */
    public SageTable defaults() {
        return defaults;
    }

    /** Reads the table anew the next time. To be called once a change of it is committed. */
    public void forget() {
        cache.invalidateAll();
    }

    private SageTable load(Integer id) {
        try {
            last = transactions.read(entities -> {
                SageRow row = entities.find(SageRow.class, id);
                return row == null ? defaults : defaults.with(row.edits());
            });
        } catch (RuntimeException unavailable) {
            LOG.log(System.Logger.Level.WARNING, "Sage's table can't be read", unavailable);
        }
        return last;
    }
}
