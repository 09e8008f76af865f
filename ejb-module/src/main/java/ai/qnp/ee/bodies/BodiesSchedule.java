package ai.qnp.ee.bodies;

import jakarta.annotation.PreDestroy;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/** Deletes the bodies whose time has come, on every server, every ten minutes. */
@Singleton
@Startup
@DependsOn("StartUp") // which ends after this: the last bodies need transactions that still work
@TransactionManagement(TransactionManagementType.BEAN) // the store opens its own
public class BodiesSchedule {
    private static final System.Logger LOG = System.getLogger(BodiesSchedule.class.getName());

    @Inject
    private BodyStore store;

    @Inject
    private BackgroundRequestBodies bodies;

    /** A failure is no reason to stop trying: what is left is deleted the next time, and nobody can read it until then. */
    @Schedule(minute = "*/10", hour = "*", persistent = false)
    public void purge() {
        try {
            int purged = store.purge();
            if (purged > 0) {
                LOG.log(System.Logger.Level.INFO, purged + " request bodies were deleted: their time had come");
            }
        } catch (RuntimeException away) {
            LOG.log(System.Logger.Level.WARNING, "expired request bodies can't be deleted now", away);
        }
    }

    @PreDestroy
    void stop() {
        bodies.close();
    }
}
