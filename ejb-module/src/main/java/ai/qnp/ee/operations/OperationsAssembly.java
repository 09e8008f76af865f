package ai.qnp.ee.operations;

import ai.qnp.core.relay.Observer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** The observer and its counts: one of each, for the whole application. */
@ApplicationScoped
public class OperationsAssembly {
    @Produces
    @Singleton
    GatewayCounts counts() {
        return new GatewayCounts();
    }

    @Produces
    @Singleton
    Observer observer(GatewayCounts counts, MetricRegistry registry) {
        return new GatewayObserver(counts, registry);
    }
}
