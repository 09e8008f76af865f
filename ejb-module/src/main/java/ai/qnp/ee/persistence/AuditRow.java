package ai.qnp.ee.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who changed what, when, from where. Written in the transaction of the change itself. */
@Entity
@Table(name = "audit_events")
public class AuditRow {
    @Id
    private String id;

    private Instant at;

    private String actor;

    private String address;

    private String action;

    @Column(name = "account_id")
    private @Nullable String accountId;

    private String subject;

    private String detail;

    private String changes;

    /** For the persistence provider, which sets the fields itself. */
    protected AuditRow() {}

    /** Makes a row that is not stored yet. */
    public AuditRow(
            String id,
            Instant at,
            String actor,
            String address,
            String action,
            @Nullable String accountId,
            String subject,
            String detail,
            String changes) {
        this.id = id;
        this.at = at;
        this.actor = actor;
        this.address = address;
        this.action = action;
        this.accountId = accountId;
        this.subject = subject;
        this.detail = detail;
        this.changes = changes;
    }

    /** When. */
    public Instant at() {
        return at;
    }

    /** Who. */
    public String actor() {
        return actor;
    }

    /** From where. */
    public String address() {
        return address;
    }

    /** What was done, as {@code key.created}. */
    public String action() {
        return action;
    }

    /** To whose account. */
    public @Nullable String accountId() {
        return accountId;
    }

    /** The id of what was changed. */
    public String subject() {
        return subject;
    }

    /** What is worth knowing of the change; no secret. */
    public String detail() {
        return detail;
    }

    /** Its id. */
    public String id() {
        return id;
    }

    /** The fields that were changed, before and after, as JSON; no secret. */
    public String changes() {
        return changes;
    }
}
