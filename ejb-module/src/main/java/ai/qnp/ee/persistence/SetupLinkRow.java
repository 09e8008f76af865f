package ai.qnp.ee.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A one-time link that opens the dashboard; only its token's hash is kept. */
@Entity
@Table(name = "setup_links")
public class SetupLinkRow {
    @Id
    private String hash;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "used_at")
    private @Nullable Instant usedAt;

    /** For the persistence provider, which sets the fields itself. */
    protected SetupLinkRow() {}

    /** Makes a row that is not stored yet. */
    public SetupLinkRow(String hash, Instant createdAt, Instant expiresAt) {
        this.hash = hash;
        this.createdAt = createdAt;
        this.expiresAt = expiresAt;
    }
}
