package ai.qnp.ee.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whose keys, credentials and usage something is. */
@Entity
@Table(name = "accounts")
public class AccountRow {
    @Id
    private String id;

    private @Nullable String email;

    private String tier;

    @Column(name = "is_operator")
    private boolean operator;

    @Column(name = "created_at")
    private Instant createdAt;

    /** For the persistence provider, which sets the fields itself. */
    protected AccountRow() {}

    /** Makes a row that is not stored yet. */
    public AccountRow(String id, @Nullable String email, String tier, boolean operator, Instant createdAt) {
        this.id = id;
        this.email = email;
        this.tier = tier;
        this.operator = operator;
        this.createdAt = createdAt;
    }

    /** The account's id. */
    public String id() {
        return id;
    }

    /** In lower case; null for the operator. */
    public @Nullable String email() {
        return email;
    }

    /** {@code free} or {@code pro}. */
    public String tier() {
        return tier;
    }

    /** Whether it is the account of those who run this installation. */
    public boolean operator() {
        return operator;
    }

    /** When it was created. */
    public Instant createdAt() {
        return createdAt;
    }

    /** Moves the account to another tier. */
    public void moveTo(String newTier) {
        this.tier = newTier;
    }
}
