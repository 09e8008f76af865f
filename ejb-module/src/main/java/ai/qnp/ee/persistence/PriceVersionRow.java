package ai.qnp.ee.persistence;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A version of the price book: a catalogue and the operator's prices over it. Written once, never changed. */
@Entity
@Table(name = "price_versions")
public class PriceVersionRow {
    @Id
    private long number;

    private String version;

    private String catalogue;

    private String overrides;

    private Instant at;

    /** For the persistence provider, which sets the fields itself. */
    protected PriceVersionRow() {}

    PriceVersionRow(long number, String version, String catalogue, String overrides, Instant at) {
        this.number = number;
        this.version = version;
        this.catalogue = catalogue;
        this.overrides = overrides;
        this.at = at;
    }

    /** Counted from 1. */
    public long number() {
        return number;
    }

    /** What usage records keep. */
    public String version() {
        return version;
    }

    /** The catalogue's hash. */
    String catalogue() {
        return catalogue;
    }

    /** The operator's prices, as JSON by {@code provider/slug}. */
    String overrides() {
        return overrides;
    }

    /** Since when it holds. */
    public Instant at() {
        return at;
    }
}
