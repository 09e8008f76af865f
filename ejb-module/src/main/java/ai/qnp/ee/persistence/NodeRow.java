package ai.qnp.ee.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A server that is running, or was when it last said so. */
@Entity
@Table(name = "nodes")
public class NodeRow {
    @Id
    private String id;

    @Column(name = "started_at")
    private Instant startedAt;

    private long beat;

    /** For the persistence provider, which sets the fields itself. */
    protected NodeRow() {}

    /** A node that starts now. */
    public NodeRow(String id, Instant startedAt) {
        this.id = id;
        this.startedAt = startedAt;
    }

    /** The node's id. */
    public String id() {
        return id;
    }

    /** A number that grows as long as it runs. */
    public long beat() {
        return beat;
    }

    /** When it started. */
    public Instant startedAt() {
        return startedAt;
    }
}
