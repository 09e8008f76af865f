package ai.qnp.ee.operations;

import ai.qnp.core.relay.Observer;
import ai.qnp.core.routing.PlatformProvider;
import ai.qnp.ee.health.ProviderRules;
import ai.qnp.ee.persistence.JpaGrants;
import ai.qnp.ee.platform.ConfiguredPlatform;
import ai.qnp.ee.platform.ProviderProbes;
import ai.qnp.ee.platform.UpstreamModelLists;
import ai.qnp.ee.upstream.CallRules;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.util.Map;
import javax.management.JMException;
import javax.management.ObjectName;

/** Registers the MXBean while the application runs. */
@Singleton
@Startup
@DependsOn("StartUp") // it finds bad settings and says so
public class Gateway {
    private static final String NAME = "ai.qnp:type=Gateway";

    @Inject
    private GatewayCounts counts;

    @Inject
    private ConfiguredPlatform platform;

    @Inject
    private UpstreamModelLists lists;

    @Inject
    private ProviderRules rules;

    @Inject
    private CallRules calls;

    @Inject
    private ProviderProbes probes;

    @Inject
    private ProviderReport report;

    @Inject
    private JpaGrants grants;

    /** Has it made at the start, so that its series are at /metrics before the first request. */
    @Inject
    void measureWith(@SuppressWarnings("unused") Observer made) {
        // asking for it is all
    }

    /** A redeployment that was cut short may have left the old one behind. */
    @PostConstruct
    public void register() {
        try {
            unregister();
            ManagementFactory.getPlatformMBeanServer()
                    .registerMBean(new Bean(counts, platform, lists, rules, calls, probes, report, grants), name());
        } catch (JMException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** Leaves nothing behind. */
    @PreDestroy
    public void unregister() {
        try {
            if (ManagementFactory.getPlatformMBeanServer().isRegistered(name())) {
                ManagementFactory.getPlatformMBeanServer().unregisterMBean(name());
            }
        } catch (JMException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static ObjectName name() throws JMException {
        return new ObjectName(NAME);
    }

    private record Bean(
            GatewayCounts counts,
            ConfiguredPlatform platform,
            UpstreamModelLists lists,
            ProviderRules rules,
            CallRules calls,
            ProviderProbes probes,
            ProviderReport report,
            JpaGrants grants)
            implements GatewayMXBean {
        @Override
        public long getRequests() {
            return counts.requests();
        }

        @Override
        public long getInFlight() {
            return counts.inFlight();
        }

        @Override
        public long getFailedRequests() {
            return counts.failedRequests();
        }

        @Override
        public Map<String, Long> getFailuresByProvider() {
            return counts.failuresByProvider();
        }

        @Override
        public Map<String, Long> getCallsUnderWay() {
            return report.callsUnderWay();
        }

        @Override
        public String[] getProviders() {
            return platform.get().providers().stream()
                    .filter(provider -> provider.credential() != null)
                    .map(PlatformProvider::id)
                    .toArray(String[]::new);
        }

        @Override
        public String[] getUnhealthyTargets() {
            return report.unwellTargets().stream().map(HealthLines::of).toArray(String[]::new);
        }

        @Override
        public String[] getFailingCredentials() {
            return report.failingCredentials().stream().map(HealthLines::of).toArray(String[]::new);
        }

        @Override
        public void clearHealth() {
            report.clear();
        }

        @Override
        public void probeProviders() {
            probes.ask();
        }

        @Override
        public void reloadProviders() {
            rules.reload();
            calls.reload();
            report.clear();
            platform.reload();
            grants.forgetAll();
            lists.refresh();
        }
    }
}
