package ai.qnp.ee.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Why money moved. Never changed. */
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

    /** For the persistence provider, which sets the fields itself. */
    protected LedgerTransactionRow() {}

    /** Makes a row that is not stored yet. */
    public LedgerTransactionRow(
            String id,
            Instant at,
            String accountId,
            String kind,
            @Nullable String requestId,
            @Nullable String reference) {
        this.id = id;
        this.at = at;
        this.accountId = accountId;
        this.kind = kind;
        this.requestId = requestId;
        this.reference = reference;
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
}
