package ai.qnp.ee.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Somebody who is signed in, with one browser. */
@Entity
@Table(name = "sign_in_sessions")
public class SessionRow {
    @Id
    private String id;

    @Column(name = "hash")
    private String hash;

    @Column(name = "account_id")
    private String accountId;

    private String method;

    private String address;

    private String browser;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "last_seen_at")
    private Instant lastSeenAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "revoked_at")
    private @Nullable Instant revokedAt;

    /** For the persistence provider, which sets the fields itself. */
    protected SessionRow() {}

    /** Makes a row that is not stored yet. */
    public SessionRow(
            String id,
            String hash,
            String accountId,
            String method,
            String address,
            String browser,
            Instant createdAt,
            Instant lastSeenAt,
            Instant expiresAt) {
        this.id = id;
        this.hash = hash;
        this.accountId = accountId;
        this.method = method;
        this.address = address;
        this.browser = Objects.requireNonNullElse(StorableText.of(browser, 300), "");
        this.createdAt = createdAt;
        this.lastSeenAt = lastSeenAt;
        this.expiresAt = expiresAt;
    }

    /** The id, which is no secret. */
    public String id() {
        return id;
    }

    /** Whose account it shows. */
    public String accountId() {
        return accountId;
    }

    /** How they signed in. */
    public String method() {
        return method;
    }

    /** From where. */
    public String address() {
        return address;
    }

    /** What the browser calls itself. */
    public String browser() {
        return browser;
    }

    /** When they signed in. */
    public Instant createdAt() {
        return createdAt;
    }

    /** When they last opened a page, to the minute. */
    public Instant lastSeenAt() {
        return lastSeenAt;
    }

    /** When it ends, however busy it is. */
    public Instant expiresAt() {
        return expiresAt;
    }

    /** When it was ended; null while it goes on. */
    public @Nullable Instant revokedAt() {
        return revokedAt;
    }

    /** Ends it. */
    public void revokeAt(Instant at) {
        this.revokedAt = at;
    }
}
