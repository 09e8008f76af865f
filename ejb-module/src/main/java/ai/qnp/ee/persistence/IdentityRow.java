package ai.qnp.ee.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Who somebody is at an OpenID provider. Never changed, only created. */
@Entity
@Table(name = "identities")
public class IdentityRow {
    @Id
    private String id;

    @Column(name = "account_id")
    private String accountId;

    private String email;

    @Column(name = "created_at")
    private Instant createdAt;

    /** For the persistence provider, which sets the fields itself. */
    protected IdentityRow() {}

    /** Makes a row that is not stored yet. */
    public IdentityRow(String provider, String subject, String accountId, String email, Instant createdAt) {
        this.id = idOf(provider, subject);
        this.accountId = accountId;
        this.email = email;
        this.createdAt = createdAt;
    }

    /** By which a person is known: the provider's number for them never changes, their address may. */
    public static String idOf(String provider, String subject) {
        return provider + ":" + subject;
    }

    /** Whose account it opens. */
    public String accountId() {
        return accountId;
    }

    /** The address by which it was linked. */
    public String email() {
        return email;
    }
}
