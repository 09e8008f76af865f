package ai.qnp.ee.persistence;

import jakarta.persistence.EntityManager;
import java.util.List;

/** One number for the whole database, higher after each change of what a key that exists may do. */
public final class GrantVersion {
    private GrantVersion() {}

    /** What it is now. */
    static long of(EntityManager entities) {
        List<?> found = entities.createNativeQuery("select version from grant_version where id = 1")
                .getResultList();
        return found.isEmpty() ? 0 : ((Number) found.getFirst()).longValue();
    }

    /**
     * Raises it within a change, as the last thing there: the row stays locked until the change is committed, and whoever
     * holds it must not wait for anybody.
     */
    public static void raise(EntityManager entities) {
        int raised = entities.createNativeQuery("update grant_version set version = version + 1 where id = 1")
                .executeUpdate();
        if (raised == 0) {
            // somebody emptied the table
            entities.createNativeQuery("insert into grant_version (id, version) values (1, 1)")
                    .executeUpdate();
        }
    }
}
