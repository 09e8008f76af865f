package ai.qnp.ee.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Money that moved between an account's wallet and one other account of the ledger. Both of its entries are read from this
 * one row, so none is without the other. Never changed.
 */
@Entity
@Table(name = "ledger_transactions")
public class LedgerTransactionRow {
    @Id
    private String id;

    private Instant at;

    @Column(name = "account_id")
    private String accountId;

    private String kind;

    @Column(name = "request_id")
    private @Nullable String requestId;

    private @Nullable String reference;

    @Column(name = "contra_account")
    private String contraAccount;

    @Column(name = "amount_usd")
    private BigDecimal amount;

    /** For the persistence provider, which sets the fields itself. */
    protected LedgerTransactionRow() {}

    private LedgerTransactionRow(
            String id, Instant at, String accountId, String kind, String contraAccount, BigDecimal amount) {
        this.id = id;
        this.at = at;
        this.accountId = accountId;
        this.kind = kind;
        this.contraAccount = contraAccount;
        this.amount = amount;
    }

    /** A request was paid from the account's wallet: its cost went to the other account. */
    public static LedgerTransactionRow usage(
            String requestId, Instant at, String accountId, String contraAccount, BigDecimal cost) {
        LedgerTransactionRow row =
                new LedgerTransactionRow("use_" + requestId, at, accountId, "usage", contraAccount, cost.negate());
        row.requestId = requestId;
        return row;
    }

    /** Money came into the account's wallet from the other account, or, below zero, went back there. */
    public static LedgerTransactionRow payment(
            String id,
            Instant at,
            String accountId,
            String kind,
            String reference,
            String contraAccount,
            BigDecimal amount) {
        LedgerTransactionRow row = new LedgerTransactionRow(id, at, accountId, kind, contraAccount, amount);
        row.reference = reference;
        return row;
    }

    /** Its id. */
    public String id() {
        return id;
    }

    /** When. */
    public Instant at() {
        return at;
    }

    /** Whose wallet is concerned. */
    public String accountId() {
        return accountId;
    }

    /** {@code usage}, {@code top_up} and so on. */
    public String kind() {
        return kind;
    }

    /** The request that was paid. */
    public @Nullable String requestId() {
        return requestId;
    }

    /** What the one who moved the money calls it. */
    public @Nullable String reference() {
        return reference;
    }

    /** The ledger's account on the other side of the wallet. */
    public String contraAccount() {
        return contraAccount;
    }

    /** What came into the wallet in USD, or, below zero, went out. */
    public BigDecimal amount() {
        return amount;
    }
}
