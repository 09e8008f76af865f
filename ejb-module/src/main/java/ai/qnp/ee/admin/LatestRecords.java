package ai.qnp.ee.admin;

import ai.qnp.ee.persistence.StoredUsageRecords;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Usage records on their way to the database: whoever reads there waits for them first, and so finds its own requests. */
@ApplicationScoped
public class LatestRecords {
    @Inject
    private StoredUsageRecords records;

    /** Returns once what was kept before stands in the database; at once when the database is away. */
    public void await() {
        records.catchUp();
    }
}
