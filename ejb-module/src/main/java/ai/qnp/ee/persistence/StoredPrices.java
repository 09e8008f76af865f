package ai.qnp.ee.persistence;

import ai.qnp.core.catalogue.Catalogue;
import ai.qnp.core.catalogue.CatalogueReader;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The price book as it is in the database. Asking for it never waits for the database: the newest version that was seen
 * counts, and {@link #refresh} looks for a newer one. Any thread.
 */
public final class StoredPrices implements Supplier<Catalogue> {
    private static final System.Logger LOG = System.getLogger(StoredPrices.class.getName());

    private final Transactions transactions;
    private final byte[] shipped;
    private final Catalogue shippedBook;
    private final InstantSource clock;
    private volatile Seen seen;
    private boolean isAway;

    private record Seen(long number, Catalogue book) {}

    /**
     * Makes the adapter and reads the book.
     *
     * @param shipped the catalogue that came with this program, which holds until the database says otherwise
     */
    public StoredPrices(Transactions transactions, byte[] shipped, InstantSource clock) {
        this.transactions = transactions;
        this.shipped = shipped.clone();
        this.clock = clock;
        this.shippedBook = CatalogueReader.read(shipped);
        this.seen = new Seen(0, shippedBook);
        refresh();
    }

    @Override
    public Catalogue get() {
        return seen.book;
    }

    /** Looks whether there is a newer version. While the database is away, the one that was seen stays. */
    public synchronized void refresh() {
        try {
            if (seen.number == 0) {
                transactions.inTransaction(entities -> {
                    new PriceVersions(entities).ship(shipped, clock.instant().truncatedTo(ChronoUnit.MICROS));
                    return true;
                });
            }
            Seen newer = transactions.<@Nullable Seen>read(entities -> {
                PriceVersions versions = new PriceVersions(entities);
                PriceVersionRow newest = versions.newest();
                return newest == null || newest.number() == seen.number
                        ? null
                        : new Seen(newest.number(), book(versions, newest));
            });
            seen = newer == null ? seen : newer;
            isAway = false;
        } catch (RuntimeException unavailable) {
            if (!isAway) {
                LOG.log(System.Logger.Level.WARNING, "the price book can't be read", unavailable);
            }
            isAway = true;
        }
    }

    /** The catalogue that came with this program need not be read again: a function's start waits for this. */
    private Catalogue book(PriceVersions versions, PriceVersionRow version) {
        return PriceVersions.isOf(version, shipped)
                ? shippedBook.priced(version.version(), PriceVersions.overrides(version))
                : versions.book(version);
    }

    /** The book of a past version; null when there is no such version. */
    public @Nullable Catalogue version(String version) {
        return transactions.<@Nullable Catalogue>read(entities -> {
            PriceVersions versions = new PriceVersions(entities);
            PriceVersionRow row = versions.find(version);
            return row == null ? null : versions.book(row);
        });
    }
}
