package ai.qnp.ee.persistence;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A known text, sealed: opens only with the master key that sealed everything else. One row. */
@Entity
@Table(name = "master_key_check")
public class MasterKeyCheckRow {
    /** The only row's id. */
    public static final int ID = 1;

    @Id
    private int id;

    private String sealed;

    /** For the persistence provider, which sets the fields itself. */
    protected MasterKeyCheckRow() {}

    /** Makes the row. */
    public MasterKeyCheckRow(String sealed) {
        this.id = ID;
        this.sealed = sealed;
    }

    /** The sealed text. */
    public String sealed() {
        return sealed;
    }
}
