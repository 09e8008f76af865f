package ai.qnp.ee.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.math.BigDecimal;

/** What of a fund one node holds. */
@Entity
@Table(name = "leases")
@IdClass(LeaseRow.Key.class)
public class LeaseRow {
    @Id
    @Column(name = "escrow_id")
    private String escrowId;

    @Id
    @Column(name = "node_id")
    private String nodeId;

    private BigDecimal amount;

    /** For the persistence provider, which sets the fields itself. */
    protected LeaseRow() {}

    /** Makes a row that is not stored yet. */
    public LeaseRow(Key key, BigDecimal amount) {
        this.escrowId = key.escrowId();
        this.nodeId = key.nodeId();
        this.amount = amount;
    }

    /**
     * Its primary key.
     *
     * @param escrowId the fund
     * @param nodeId the node
     */
    public record Key(String escrowId, String nodeId) {}

    /** The fund. */
    public String escrowId() {
        return escrowId;
    }

    /** How much is not settled yet. */
    public BigDecimal amount() {
        return amount;
    }

    /** Leases more, or, below zero, takes some back. */
    public void add(BigDecimal more) {
        this.amount = amount.add(more);
    }
}
