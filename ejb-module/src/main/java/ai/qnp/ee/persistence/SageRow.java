package ai.qnp.ee.persistence;

import ai.qnp.core.openai.Json;
import ai.qnp.core.routing.sage.SageTable;
import ai.qnp.core.routing.sage.SageTableText;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** What the operator changed in Sage's table. One row. */
@Entity
@Table(name = "sage_table")
public class SageRow {
    /** The only row's id. */
    public static final int ID = 1;

    @Id
    private int id;

    private String preferred;

    @Column(name = "changed_at")
    private Instant changedAt;

    /** For the persistence provider, which sets the fields itself. */
    protected SageRow() {}

    /** Makes the row. */
    public SageRow(SageTable edits, Instant changedAt) {
        this.id = ID;
        this.preferred = SageTableText.write(edits).toString();
        this.changedAt = changedAt;
    }

    /** The intents that have other models than the default. */
    public SageTable edits() {
        return SageTableText.read(Json.MAPPER.readTree(preferred));
    }

    /** When that was last changed. */
    public Instant changedAt() {
        return changedAt;
    }

    /** Replaces all of it. */
    public void change(SageTable edits, Instant now) {
        this.preferred = SageTableText.write(edits).toString();
        this.changedAt = now;
    }
}
