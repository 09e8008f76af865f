package ai.qnp.ee.persistence;

import ai.qnp.core.limits.Quota;
import ai.qnp.core.limits.SlidingWindow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** What all nodes together used lately of a quota. */
@Entity
@Table(name = "quotas")
public class QuotaRow {
    @Id
    private String id;

    @Column(name = "newest_slot")
    private long newestSlot;

    private String used = "";

    @Column(name = "empty_at")
    private Instant emptyAt;

    /** For the persistence provider, which sets the fields itself. */
    protected QuotaRow() {}

    /** Makes a row that is not stored yet. */
    public QuotaRow(String id, SlidingWindow window) {
        this.id = id;
        count(window);
    }

    /** Replaces what was counted. */
    public final void count(SlidingWindow window) {
        this.newestSlot = window.newest();
        this.used = window.text();
        this.emptyAt = window.emptyAt();
    }

    /** The quota's id. */
    public String id() {
        return id;
    }

    /** What was counted. */
    public SlidingWindow window(Quota.Kind kind) {
        return SlidingWindow.read(kind, newestSlot, used);
    }

    /** When nothing of it counts any more. */
    public Instant emptyAt() {
        return emptyAt;
    }
}
