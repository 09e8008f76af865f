package ai.qnp.ee.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a fund holds: money that was put in, spent, and leased to nodes. */
@Entity
@Table(name = "escrows")
public class EscrowRow {
    @Id
    private String id;

    private BigDecimal funds;

    private BigDecimal opening;

    private BigDecimal spent;

    private BigDecimal leased;

    @Column(name = "contended_at")
    private @Nullable Instant contendedAt;

    /** For the persistence provider, which sets the fields itself. */
    protected EscrowRow() {}

    /**
     * Makes a row that is not stored yet.
     *
     * @param funds what was put in
     * @param opening what was spent before it was watched
     */
    public EscrowRow(String id, BigDecimal funds, BigDecimal opening) {
        this.id = id;
        this.funds = funds;
        this.opening = opening;
        this.spent = opening;
        this.leased = BigDecimal.ZERO;
    }

    /** The fund's id. */
    public String id() {
        return id;
    }

    /** What was put in. */
    public BigDecimal funds() {
        return funds;
    }

    /** What a budget's key had spent in the period before it was watched. */
    public BigDecimal opening() {
        return opening;
    }

    /** What settled requests took. */
    public BigDecimal spent() {
        return spent;
    }

    /** What nodes hold. */
    public BigDecimal leased() {
        return leased;
    }

    /** What nobody holds; below zero when costs went above their reservations, or a budget was lowered. */
    public BigDecimal available() {
        return funds.subtract(spent).subtract(leased);
    }

    /** When a node last looked for more than was available. */
    public @Nullable Instant contendedAt() {
        return contendedAt;
    }

    /** Replaces what was put in. */
    public void hold(BigDecimal newFunds) {
        this.funds = newFunds;
    }

    /** Leases more, or, below zero, takes some back. */
    public void lease(BigDecimal amount) {
        this.leased = leased.add(amount);
    }

    /** Somebody needs more than is available. */
    public void contend(Instant now) {
        this.contendedAt = now;
    }
}
