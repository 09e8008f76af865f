package ai.qnp.ee.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A token for the management API, which acts on one account. */
@Entity
@Table(name = "management_tokens")
public class ManagementTokenRow {
    @Id
    private String id;

    @Column(name = "account_id")
    private String accountId;

    @Column(name = "hash")
    private String hash;

    private String prefix;

    private String name;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "last_used_at")
    private @Nullable Instant lastUsedAt;

    @Column(name = "revoked_at")
    private @Nullable Instant revokedAt;

    /** For the persistence provider, which sets the fields itself. */
    protected ManagementTokenRow() {}

    /** Makes a row that is not stored yet. */
    public ManagementTokenRow(String id, String accountId, String hash, String prefix, String name, Instant createdAt) {
        this.id = id;
        this.accountId = accountId;
        this.hash = hash;
        this.prefix = prefix;
        this.name = name;
        this.createdAt = createdAt;
    }

    /** The id, which is no secret. */
    public String id() {
        return id;
    }

    /** On whose account it acts. */
    public String accountId() {
        return accountId;
    }

    /** By which people tell their tokens apart. */
    public String prefix() {
        return prefix;
    }

    /** What its owner calls it. */
    public String name() {
        return name;
    }

    /** When it was made. */
    public Instant createdAt() {
        return createdAt;
    }

    /** When it was last used, to the minute. */
    public @Nullable Instant lastUsedAt() {
        return lastUsedAt;
    }

    /** When it was revoked; null while it works. */
    public @Nullable Instant revokedAt() {
        return revokedAt;
    }

    /** Revokes it. */
    public void revokeAt(Instant at) {
        this.revokedAt = at;
    }
}
