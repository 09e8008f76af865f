package ai.qnp.ee.persistence;

import ai.qnp.core.relay.UsageRecords;

/** Usage records on their way to a database. */
public interface StoredUsageRecords extends UsageRecords, AutoCloseable {
    /** Returns once readers of the database find what was kept before, unless it is away. */
    void catchUp();

    /** Brings into the database what waits, if that is possible, and returns when that is done. */
    @Override
    void close();
}
