package ai.qnp.ee.operations;

import ai.qnp.core.health.TargetHealth;
import ai.qnp.core.relay.Observer;
import ai.qnp.core.relay.Time;
import ai.qnp.ee.platform.ConfiguredPlatform;
import ai.qnp.ee.platform.ProviderProbes;
import ai.qnp.ee.upstream.ProviderCalls;
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
    ProviderReport report(
            ConfiguredPlatform platform,
            TargetHealth health,
            GatewayCounts counts,
            ProviderCalls calls,
            ProviderProbes probes,
            Time time) {
        return new ProviderReport(platform, health, counts, calls, probes::of, time);
    }

    @Produces
    @Singleton
    Observer observer(GatewayCounts counts, MetricRegistry registry, ProviderReport report) {
        return new GatewayObserver(counts, registry, report);
    }
}
