package ai.qnp.ee.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An event of the payment provider that was taken in. Never changed. */
@Entity
@Table(name = "payment_events")
public class PaymentEventRow {
    private static final int MAX_TYPE = 100;
    private static final int MAX_OUTCOME = 200;

    @Id
    private String id;

    private String type;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "received_at")
    private Instant receivedAt;

    @Column(name = "account_id")
    private @Nullable String accountId;

    private String outcome;

    /** For the persistence provider, which sets the fields itself. */
    protected PaymentEventRow() {}

    /** Makes a row that is not stored yet. */
    public PaymentEventRow(
            String id, String type, Instant createdAt, Instant receivedAt, @Nullable String accountId, String outcome) {
        this.id = id;
        this.type = Objects.requireNonNullElse(StorableText.of(type, MAX_TYPE), "");
        this.createdAt = createdAt;
        this.receivedAt = receivedAt;
        this.accountId = accountId;
        this.outcome = Objects.requireNonNullElse(StorableText.of(outcome, MAX_OUTCOME), "");
    }

    /** The provider's id of it. */
    public String id() {
        return id;
    }

    /** What it tells of. */
    public String type() {
        return type;
    }

    /** When the provider made it. */
    public Instant createdAt() {
        return createdAt;
    }

    /** When it came. */
    public Instant receivedAt() {
        return receivedAt;
    }

    /** Whose account it concerned; null when it was ignored. */
    public @Nullable String accountId() {
        return accountId;
    }

    /** What was done. */
    public String outcome() {
        return outcome;
    }
}
