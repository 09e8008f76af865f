package ai.qnp.ee.bodies;

import ai.qnp.ee.persistence.SchemaMigration;
import ai.qnp.ee.persistence.Transactions;
import ai.qnp.ee.vault.Vault;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.MetricUnits;

/** Puts the keeping of bodies together: one of each, for the whole application. */
@ApplicationScoped
public class BodiesAssembly {
    /** A thirtieth of the heap that the server has by default. */
    private static final long WAITING_BYTES = 16 << 20;

    @Resource
    private ManagedThreadFactory threads;

    @Produces
    @Singleton
    BodyStore store(SchemaMigration migrated, Transactions transactions, Vault vault) {
        return new BodyStore(transactions, vault, InstantSource.system());
    }

    @Produces
    @Singleton
    BackgroundRequestBodies bodies(BodyStore store, MetricRegistry metrics) {
        Counter lost = metrics.counter(Metadata.builder()
                .withName("qnp_request_bodies_lost")
                .withUnit(MetricUnits.NONE)
                .withDescription("Request bodies that should have been kept and could not be")
                .build());
        return new BackgroundRequestBodies(
                store::store, threads, WAITING_BYTES, new LostBodies(lost::inc, System::nanoTime));
    }
}
