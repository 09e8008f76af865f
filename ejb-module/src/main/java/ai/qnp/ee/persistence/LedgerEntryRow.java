package ai.qnp.ee.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.math.BigDecimal;

/** One side of a ledger transaction. Never changed. */
@Entity
@Table(name = "ledger_entries")
@IdClass(LedgerEntryRow.Key.class)
public class LedgerEntryRow {
    @Id
    @Column(name = "transaction_id")
    private String transactionId;

    @Id
    private int line;

    private String account;

    @Column(name = "amount_usd")
    private BigDecimal amount;

    /** For the persistence provider, which sets the fields itself. */
    protected LedgerEntryRow() {}

    /** Makes a row that is not stored yet. */
    public LedgerEntryRow(Key key, String account, BigDecimal amount) {
        this.transactionId = key.transactionId();
        this.line = key.line();
        this.account = account;
        this.amount = amount;
    }

    /**
     * Its primary key.
     *
     * @param line counted from 0
     */
    public record Key(String transactionId, int line) {}

    /** The transaction. */
    public String transactionId() {
        return transactionId;
    }

    /** The ledger's account. */
    public String account() {
        return account;
    }

    /** What came in, or, below zero, went out. */
    public BigDecimal amount() {
        return amount;
    }
}
