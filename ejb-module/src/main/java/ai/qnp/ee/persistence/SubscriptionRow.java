package ai.qnp.ee.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** An account's subscription, as the newest event that is known says. */
@Entity
@Table(name = "subscriptions")
public class SubscriptionRow {
    @Id
    private String id;

    @Column(name = "account_id")
    private String accountId;

    @Column(name = "customer_id")
    private String customerId;

    private String status;

    private int stage;

    @Column(name = "changed_at")
    private Instant changedAt;

    /** For the persistence provider, which sets the fields itself. */
    protected SubscriptionRow() {}

    /** Makes a row that is not stored yet. */
    public SubscriptionRow(
            String id, String accountId, String customerId, String status, int stage, Instant changedAt) {
        this.id = id;
        this.accountId = accountId;
        this.customerId = customerId;
        this.status = status;
        this.stage = stage;
        this.changedAt = changedAt;
    }

    /** The provider's id of it. */
    public String id() {
        return id;
    }

    /** Whose tier it is for. */
    public String accountId() {
        return accountId;
    }

    /** Who pays, as the provider calls them. */
    public String customerId() {
        return customerId;
    }

    /** The provider's word for how it stands. */
    public String status() {
        return status;
    }

    /** Whether the newest event made (0), changed (1) or ended (2) it. */
    public int stage() {
        return stage;
    }

    /** When the newest event was made. */
    public Instant changedAt() {
        return changedAt;
    }

    /** A newer event says otherwise. */
    public void change(String newStatus, int newStage, Instant at) {
        this.status = newStatus;
        this.stage = newStage;
        this.changedAt = at;
    }
}
