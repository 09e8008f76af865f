package ai.qnp.ee.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A vendor's key that an account brought; the secret is sealed. Never changed, only created and deleted. */
@Entity
@Table(name = "credentials")
public class CredentialRow {
    @Id
    private String id;

    @Column(name = "account_id")
    private String accountId;

    private String provider;

    private @Nullable String label;

    private String hint;

    @Column(name = "base_url")
    private @Nullable String baseUrl;

    @Column(name = "sealed_api_key")
    private String sealedApiKey;

    @Column(name = "created_at")
    private Instant createdAt;

    /** For the persistence provider, which sets the fields itself. */
    protected CredentialRow() {}

    /** Makes a row that is not stored yet. */
    public CredentialRow(
            String id,
            String accountId,
            String provider,
            @Nullable String label,
            String hint,
            @Nullable String baseUrl,
            String sealedApiKey,
            Instant createdAt) {
        this.id = id;
        this.accountId = accountId;
        this.provider = provider;
        this.label = label;
        this.hint = hint;
        this.baseUrl = baseUrl;
        this.sealedApiKey = sealedApiKey;
        this.createdAt = createdAt;
    }

    /** What the seal of a credential's key is bound to: it opens for this credential of this account and no other. */
    public static String sealedFor(String id, String accountId) {
        return "credential:" + accountId + ":" + id;
    }

    /** The credential's id. */
    public String id() {
        return id;
    }

    /** Whose it is. */
    public String accountId() {
        return accountId;
    }

    /** The provider's id. */
    public String provider() {
        return provider;
    }

    /** What people call it. */
    public @Nullable String label() {
        return label;
    }

    /** The secret's last characters, by which people recognise it. */
    public String hint() {
        return hint;
    }

    /** Where the provider is reached with it; null for where this installation reaches it anyway. */
    public @Nullable String baseUrl() {
        return baseUrl;
    }

    /** The secret, sealed for {@link #sealedFor}. */
    public String sealedApiKey() {
        return sealedApiKey;
    }

    /** When it was created. */
    public Instant createdAt() {
        return createdAt;
    }
}
