package ai.qnp.ee.gateway;

import ai.qnp.core.health.TargetHealth;
import ai.qnp.core.relay.Accounting;
import ai.qnp.core.relay.BrowserAccess;
import ai.qnp.core.relay.Drain;
import ai.qnp.core.relay.Gate;
import ai.qnp.core.relay.Grants;
import ai.qnp.core.relay.KnownSites;
import ai.qnp.core.relay.Limits;
import ai.qnp.core.relay.Observer;
import ai.qnp.core.relay.Relay;
import ai.qnp.core.relay.RequestBodies;
import ai.qnp.core.relay.Reservations;
import ai.qnp.core.relay.Time;
import ai.qnp.core.relay.Timers;
import ai.qnp.core.relay.Transport;
import ai.qnp.core.relay.Upstreams;
import ai.qnp.core.relay.UsageRecords;
import ai.qnp.ee.files.PublicFiles;
import ai.qnp.ee.health.BoundedHealth;
import ai.qnp.ee.health.ProviderRules;
import ai.qnp.ee.operations.TimedUsageRecords;
import ai.qnp.ee.persistence.StoredPrices;
import ai.qnp.ee.persistence.StoredSage;
import ai.qnp.ee.platform.ConfiguredPlatform;
import ai.qnp.ee.upstream.BoundedTransport;
import ai.qnp.ee.upstream.ProviderCalls;
import ai.qnp.ee.upstream.PublicTransport;
import ai.qnp.ee.upstream.RestClientTransport;
import ai.qnp.ee.upstream.TransportByOrigin;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** Puts the relay together: one of each, for the whole application. */
@ApplicationScoped
public class GatewayAssembly {
    private static final Duration LOOK_FOR_RUNNING_REQUESTS = Duration.ofMillis(100);

    @Resource
    private ManagedThreadFactory threads;

    @Produces
    @Singleton
    Time time() {
        return new SystemTime();
    }

    @Produces
    @Singleton
    ConfiguredPlatform platform(StoredSage sage, StoredPrices prices) {
        return new ConfiguredPlatform(ConfigProvider.getConfig(), sage, prices);
    }

    @Produces
    @Singleton
    Gate gate(Grants grants, Time time) {
        return new Gate(grants, time);
    }

    @Produces
    @Singleton
    BrowserAccess browserAccess(Grants grants, KnownSites sites) {
        return new BrowserAccess(grants, sites);
    }

    @Produces
    @Singleton
    ProviderRules rules() {
        return new ProviderRules(ConfigProvider.getConfig());
    }

    @Produces
    @Singleton
    TargetHealth health(ProviderRules rules) {
        return BoundedHealth.by(rules);
    }

    @Produces
    @Singleton
    ScheduledTimers timers() {
        return ScheduledTimers.on(threads);
    }

    @Produces
    @Singleton
    RunningRequests runningRequests(ServerPool pool) {
        return new RunningRequests(pool::run, LOOK_FOR_RUNNING_REQUESTS);
    }

    void stop(@Disposes ScheduledTimers timers) {
        timers.scheduler().shutdownNow();
    }

    @Produces
    @Singleton
    Drain drain() {
        return new Drain();
    }

    @Produces
    @Singleton
    Relay relay(
            Gate gate,
            ConfiguredPlatform platform,
            RestClientTransport transport,
            PublicTransport accountTransport,
            ProviderCalls calls,
            Drain drain,
            PublicFiles files,
            TargetHealth health,
            UsageRecords records,
            RequestBodies bodies,
            MetricRegistry metrics,
            Reservations reservations,
            Limits limits,
            Observer observer,
            Time time,
            Timers clientTimers,
            GatewaySettings settings) {
        Transport both = new TransportByOrigin(transport, accountTransport);
        Transport ending = drain.endsCallsOf(new BoundedTransport(both, calls));
        Upstreams upstreams = new Upstreams(ending, files, health, time, settings.relay());
        Accounting accounting = new Accounting(limits, reservations, new TimedUsageRecords(records, metrics));
        return new Relay(gate, platform, upstreams, accounting, bodies, observer, clientTimers);
    }
}
