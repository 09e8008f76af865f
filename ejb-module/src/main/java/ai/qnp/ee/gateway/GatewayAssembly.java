package ai.qnp.ee.gateway;

import ai.qnp.core.health.TargetHealth;
import ai.qnp.core.relay.Accounting;
import ai.qnp.core.relay.BrowserAccess;
import ai.qnp.core.relay.Gate;
import ai.qnp.core.relay.Grants;
import ai.qnp.core.relay.KnownSites;
import ai.qnp.core.relay.Limits;
import ai.qnp.core.relay.Observer;
import ai.qnp.core.relay.Relay;
import ai.qnp.core.relay.Reservations;
import ai.qnp.core.relay.Time;
import ai.qnp.core.relay.Upstreams;
import ai.qnp.core.relay.UsageRecords;
import ai.qnp.ee.files.PublicFiles;
import ai.qnp.ee.health.BoundedHealth;
import ai.qnp.ee.health.ProviderRules;
import ai.qnp.ee.persistence.StoredPrices;
import ai.qnp.ee.persistence.StoredSage;
import ai.qnp.ee.platform.ConfiguredPlatform;
import ai.qnp.ee.platform.UpstreamModelLists;
import ai.qnp.ee.upstream.FirstByteTimer;
import ai.qnp.ee.upstream.GuardedUpstream;
import ai.qnp.ee.upstream.RestClientTransport;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.ConfigProvider;

/** Puts the relay together: one of each, for the whole application. */
@ApplicationScoped
public class GatewayAssembly {
    @Resource
    private ManagedScheduledExecutorService timers;

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
    RestClientTransport transport(GuardedUpstream guarded, GatewaySettings settings) {
        return new RestClientTransport(guarded, settings.upstream(), new FirstByteTimer(timers));
    }

    @Produces
    @Singleton
    PublicFiles files(GatewaySettings settings) {
        return new PublicFiles(settings.files());
    }

    void close(@Disposes PublicFiles files) {
        files.close();
    }

    @Produces
    @Singleton
    UpstreamModelLists modelLists(
            ConfiguredPlatform platform, RestClientTransport transport, GatewaySettings settings) {
        return new UpstreamModelLists(platform, transport, settings.listsModels());
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
    Relay relay(
            Gate gate,
            ConfiguredPlatform platform,
            RestClientTransport transport,
            PublicFiles files,
            TargetHealth health,
            UsageRecords records,
            Reservations reservations,
            Limits limits,
            Observer observer,
            Time time,
            GatewaySettings settings) {
        Upstreams upstreams = new Upstreams(transport, files, health, time, settings.relay());
        Accounting accounting = new Accounting(limits, reservations, records);
        return new Relay(gate, platform, upstreams, accounting, observer, new ScheduledTimers(timers));
    }
}
