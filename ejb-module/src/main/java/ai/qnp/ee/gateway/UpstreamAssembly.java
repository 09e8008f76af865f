package ai.qnp.ee.gateway;

import ai.qnp.core.access.ReachableAddresses;
import ai.qnp.core.relay.Time;
import ai.qnp.ee.files.PublicFiles;
import ai.qnp.ee.platform.ConfiguredPlatform;
import ai.qnp.ee.platform.CredentialTrials;
import ai.qnp.ee.platform.ProviderProbes;
import ai.qnp.ee.platform.UpstreamModelLists;
import ai.qnp.ee.upstream.CallRules;
import ai.qnp.ee.upstream.FirstByteTimer;
import ai.qnp.ee.upstream.GuardedUpstream;
import ai.qnp.ee.upstream.ProviderCalls;
import ai.qnp.ee.upstream.PublicHosts;
import ai.qnp.ee.upstream.PublicTransport;
import ai.qnp.ee.upstream.RestClientTransport;
import ai.qnp.ee.upstream.SilenceWatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.ConfigProvider;

/** Puts together what calls providers and fetches files: one of each, for the whole application. */
@ApplicationScoped
public class UpstreamAssembly {
    @Produces
    @Singleton
    CallRules callRules() {
        return new CallRules(ConfigProvider.getConfig());
    }

    @Produces
    @Singleton
    ProviderCalls providerCalls(CallRules rules) {
        return new ProviderCalls(rules);
    }

    @Produces
    @Singleton
    SilenceWatch silences() {
        return new SilenceWatch(System::nanoTime);
    }

    @Produces
    @Singleton
    RestClientTransport transport(
            GuardedUpstream guarded,
            GatewaySettings settings,
            CallRules rules,
            ScheduledTimers timers,
            SilenceWatch silences) {
        FirstByteTimer firstByte = new FirstByteTimer(timers.scheduler());
        return new RestClientTransport(guarded, settings.upstream(), rules, firstByte, silences);
    }

    @Produces
    @Singleton
    ReachableAddresses accountServers(GatewaySettings settings) {
        return settings.accountServers();
    }

    @Produces
    @Singleton
    PublicTransport accountTransport(
            GatewaySettings settings, CallRules rules, ReachableAddresses accountServers, ScheduledTimers timers) {
        return new PublicTransport(
                settings.upstream(), settings.firstByteTimeout(), rules, new PublicHosts(accountServers), timers);
    }

    void close(@Disposes PublicTransport transport) {
        transport.close();
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
    ProviderProbes probes(ConfiguredPlatform platform, RestClientTransport transport, Time time) {
        return new ProviderProbes(platform, transport, time);
    }

    @Produces
    @Singleton
    CredentialTrials trials(
            ConfiguredPlatform platform, RestClientTransport transport, PublicTransport accountTransport) {
        return new CredentialTrials(platform, transport::fetch, accountTransport::fetch);
    }
}
