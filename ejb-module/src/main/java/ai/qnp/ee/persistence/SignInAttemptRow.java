package ai.qnp.ee.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A sign-in that was begun in one browser and is not finished. */
@Entity
@Table(name = "sign_in_attempts")
public class SignInAttemptRow {
    @Id
    private String hash;

    private String kind;

    @Column(name = "browser_hash")
    private String browserHash;

    private @Nullable String email;

    @Column(name = "address")
    private String address;

    private String payload;

    @Column(name = "next_page")
    private @Nullable String nextPage;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "used_at")
    private @Nullable Instant usedAt;

    /** For the persistence provider, which sets the fields itself. */
    protected SignInAttemptRow() {}

    /** Makes a row that is not stored yet. */
    public SignInAttemptRow(
            String hash,
            String kind,
            String browserHash,
            @Nullable String email,
            String address,
            String payload,
            @Nullable String nextPage,
            Instant createdAt,
            Instant expiresAt) {
        this.hash = hash;
        this.kind = kind;
        this.browserHash = browserHash;
        this.email = email;
        this.address = address;
        this.payload = payload;
        this.nextPage = nextPage;
        this.createdAt = createdAt;
        this.expiresAt = expiresAt;
    }

    /** By which way of signing in. */
    public String kind() {
        return kind;
    }

    /** The hash of what the browser keeps that began it. */
    public String browserHash() {
        return browserHash;
    }

    /** Whom a link was asked for; null for the other ways. */
    public @Nullable String email() {
        return email;
    }

    /** What is needed to finish it. */
    public String payload() {
        return payload;
    }

    /** Where they wanted to go. */
    public @Nullable String nextPage() {
        return nextPage;
    }

    /** Until when it can be finished. */
    public Instant expiresAt() {
        return expiresAt;
    }

    /** When it was finished; null before. */
    public @Nullable Instant usedAt() {
        return usedAt;
    }
}
