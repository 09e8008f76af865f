package ai.qnp.ee.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A catalogue as it came. Written once, never changed. */
@Entity
@Table(name = "price_catalogues")
public class PriceCatalogueRow {
    @Id
    private String hash;

    @Column(name = "as_of")
    private String asOf;

    private String body;

    private boolean shipped;

    @Column(name = "stored_at")
    private Instant storedAt;

    /** For the persistence provider, which sets the fields itself. */
    protected PriceCatalogueRow() {}

    PriceCatalogueRow(String hash, String asOf, String body, boolean shipped, Instant storedAt) {
        this.hash = hash;
        this.asOf = asOf;
        this.body = body;
        this.shipped = shipped;
        this.storedAt = storedAt;
    }

    String hash() {
        return hash;
    }

    String asOf() {
        return asOf;
    }

    String body() {
        return body;
    }

    /** Whether it came with QNP. */
    boolean shipped() {
        return shipped;
    }
}
