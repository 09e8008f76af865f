package ai.qnp.ee.persistence;

import ai.qnp.core.openai.JsonText;
import ai.qnp.core.relay.LoggedBody;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The body of a request; what the client sent is sealed. Never changed, only created and deleted. */
@Entity
@Table(name = "request_bodies")
public class RequestBodyRow {
    @Id
    @Column(name = "request_id")
    private String requestId;

    @Column(name = "account_id")
    private String accountId;

    @Column(name = "key_id")
    private String keyId;

    private Instant at;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "size_bytes")
    private long size;

    private String sealed;

    /** For the persistence provider, which sets the fields itself. */
    protected RequestBodyRow() {}

    /**
     * Makes a row that is not stored yet.
     *
     * @param sealed its bytes, sealed for {@link #sealedFor}
     */
    public RequestBodyRow(LoggedBody body, String sealed) {
        this.requestId = body.requestId();
        this.accountId = body.accountId();
        this.keyId = body.keyId();
        this.at = body.at();
        this.expiresAt = body.expiresAt();
        this.size = body.size();
        this.sealed = sealed;
    }

    /** What the seal is bound to: it opens for this request of this account and no other. */
    public static String sealedFor(String requestId, String accountId) {
        return "request-body:" + accountId + ":" + requestId;
    }

    /** Whose it is. */
    public String accountId() {
        return accountId;
    }

    /** From then on nobody can read it. */
    public Instant expiresAt() {
        return expiresAt;
    }

    /** The bytes, sealed. */
    public String sealed() {
        return sealed;
    }

    /** The body, its seal being open. */
    public LoggedBody opened(byte[] bytes) {
        return new LoggedBody(requestId, accountId, keyId, at, expiresAt, size, JsonText.of(bytes));
    }
}
