package ai.qnp.ee.operations;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.Tag;

/**
 * The series of targets' health under {@code /metrics}, for each provider that ever failed. Models and credentials are no
 * labels: there is no end to them.
 */
final class TargetMetrics {
    private final MetricRegistry registry;
    private final ProviderReport report;
    private final Map<String, Counter> passedOver = new ConcurrentHashMap<>();

    TargetMetrics(MetricRegistry registry, ProviderReport report) {
        this.registry = registry;
        this.report = report;
    }

    void attemptFailed(String provider) {
        if (!passedOver.containsKey(provider)) {
            passedOver.computeIfAbsent(provider, this::series);
        }
    }

    void passedOver(String provider) {
        passedOver.computeIfAbsent(provider, this::series).inc();
    }

    private Counter series(String provider) {
        Tag label = new Tag("provider", provider);
        registry.gauge(
                metadata("qnp_target_unhealthy", "Targets (model and credential) that are not asked as usual"),
                report,
                health -> unwell(health, provider),
                label);
        registry.gauge(
                metadata("qnp_target_credentials_failing", "Credentials that the provider turns down"),
                report,
                health -> failing(health, provider),
                label);
        registry.gauge(
                metadata("qnp_provider_calls_under_way", "Calls under way, their answers included"),
                report,
                health -> health.callsOf(provider).underWay(),
                label);
        registry.gauge(
                metadata("qnp_provider_calls_turned_away", "Calls not made because as many as allowed were under way"),
                report,
                health -> health.callsOf(provider).turnedAway(),
                label);
        return registry.counter(
                metadata("qnp_target_passed_over", "Times that a target was not asked because it cools down"), label);
    }

    private static long unwell(ProviderReport report, String provider) {
        return report.unwellTargets().stream()
                .filter(target -> target.key().provider().equals(provider))
                .count();
    }

    private static long failing(ProviderReport report, String provider) {
        return report.failingCredentials().stream()
                .filter(failing -> failing.key().provider().equals(provider))
                .count();
    }

    private static Metadata metadata(String name, String description) {
        return Metadata.builder()
                .withName(name)
                .withUnit(MetricUnits.NONE)
                .withDescription(description)
                .build();
    }
}
