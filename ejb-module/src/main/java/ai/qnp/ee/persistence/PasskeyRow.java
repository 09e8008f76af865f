package ai.qnp.ee.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A passkey: the public half of it. */
@Entity
@Table(name = "passkeys")
public class PasskeyRow {
    @Id
    private String id;

    @Column(name = "account_id")
    private String accountId;

    @Column(name = "credential_id")
    private String credentialId;

    private String credential;

    @Column(name = "sign_count")
    private long signCount;

    private String name;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "last_used_at")
    private @Nullable Instant lastUsedAt;

    /** For the persistence provider, which sets the fields itself. */
    protected PasskeyRow() {}

    /** Makes a row that is not stored yet. */
    public PasskeyRow(
            String id,
            String accountId,
            String credentialId,
            String credential,
            long signCount,
            String name,
            Instant createdAt) {
        this.id = id;
        this.accountId = accountId;
        this.credentialId = credentialId;
        this.credential = credential;
        this.signCount = signCount;
        this.name = name;
        this.createdAt = createdAt;
    }

    /** The id, which is no secret. */
    public String id() {
        return id;
    }

    /** Whose account it opens. */
    public String accountId() {
        return accountId;
    }

    /** By which the browser knows it, base64url. */
    public String credentialId() {
        return credentialId;
    }

    /** What its authenticator said of it, base64url. */
    public String credential() {
        return credential;
    }

    /** How often it was used, as far as its authenticator counts. */
    public long signCount() {
        return signCount;
    }

    /** What its owner calls it. */
    public String name() {
        return name;
    }

    /** When it was made. */
    public Instant createdAt() {
        return createdAt;
    }

    /** When it last opened the account. */
    public @Nullable Instant lastUsedAt() {
        return lastUsedAt;
    }

    /** Notes that it opened the account. */
    public void usedAt(Instant at, long count) {
        this.lastUsedAt = at;
        this.signCount = count;
    }

    /** Calls it something else. */
    public void call(String newName) {
        this.name = newName;
    }
}
