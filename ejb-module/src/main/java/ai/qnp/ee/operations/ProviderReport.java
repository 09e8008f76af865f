package ai.qnp.ee.operations;

import ai.qnp.core.health.FailingCredential;
import ai.qnp.core.health.Moment;
import ai.qnp.core.health.TargetHealth;
import ai.qnp.core.health.Trouble;
import ai.qnp.core.health.UnwellTarget;
import ai.qnp.core.provider.Credential;
import ai.qnp.core.relay.Time;
import ai.qnp.core.routing.Platform;
import ai.qnp.core.routing.PlatformProvider;
import ai.qnp.ee.platform.ProviderProbes;
import ai.qnp.ee.upstream.ProviderCalls;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How the providers fare on this server, for its operator. */
public final class ProviderReport {
    private final Supplier<Platform> platform;
    private final TargetHealth health;
    private final GatewayCounts counts;
    private final ProviderCalls calls;
    private final Function<String, ProviderProbes.@Nullable Probed> probes;
    private final Time time;

    /** Reports what these know. */
    public ProviderReport(
            Supplier<Platform> platform,
            TargetHealth health,
            GatewayCounts counts,
            ProviderCalls calls,
            Function<String, ProviderProbes.@Nullable Probed> probes,
            Time time) {
        this.platform = platform;
        this.health = health;
        this.counts = counts;
        this.calls = calls;
        this.probes = probes;
        this.time = time;
    }

    /** Every provider, in the platform's order. */
    public List<ProviderStatus> providers() {
        List<UnwellTarget> targets = unwellTargets();
        List<FailingCredential> credentials = health.failingCredentials();
        Map<String, Trouble> troubles = health.lastTroubles();
        Map<String, Long> attempts = counts.attemptsByProvider();
        Map<String, Long> failures = counts.failuresByProvider();
        return platform.get().providers().stream()
                .map(provider -> status(
                        provider,
                        targets.stream()
                                .filter(target -> target.key().provider().equals(provider.id()))
                                .toList(),
                        credentials.stream()
                                .filter(failing -> failing.key().provider().equals(provider.id()))
                                .toList(),
                        troubles.get(provider.id()),
                        attempts.getOrDefault(provider.id(), 0L),
                        failures.getOrDefault(provider.id(), 0L),
                        calls.of(provider.id()),
                        probes.apply(provider.id())))
                .toList();
    }

    private static ProviderStatus status(
            PlatformProvider provider,
            List<UnwellTarget> targets,
            List<FailingCredential> credentials,
            @Nullable Trouble last,
            long attempts,
            long failures,
            ProviderCalls.State calls,
            ProviderProbes.@Nullable Probed probe) {
        List<UnwellTarget> platforms = targets.stream()
                .filter(target -> target.key().credential().equals(Credential.PLATFORM))
                .toList();
        boolean isTurnedDown = credentials.stream()
                .anyMatch(failing -> failing.key().credential().equals(Credential.PLATFORM));
        ProviderStatus.State state = isTurnedDown
                ? ProviderStatus.State.CREDENTIAL_FAILING
                : platforms.isEmpty() ? ProviderStatus.State.HEALTHY : ProviderStatus.State.COOLING_DOWN;
        return new ProviderStatus(
                provider.id(),
                provider.provider().profile().name(),
                provider.credential() != null,
                state,
                firstEnd(platforms),
                last,
                attempts,
                failures,
                calls,
                probe,
                targets,
                credentials);
    }

    private static @Nullable Instant firstEnd(List<UnwellTarget> targets) {
        return targets.stream()
                .map(UnwellTarget::coolsUntil)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** A provider's calls under way. */
    public ProviderCalls.State callsOf(String provider) {
        return calls.of(provider);
    }

    /** Calls under way by provider. */
    public Map<String, Long> callsUnderWay() {
        return calls.underWay();
    }

    /** The targets that are not asked as usual. */
    public List<UnwellTarget> unwellTargets() {
        return health.unwellTargets(new Moment(time.nanos(), time.now()));
    }

    /** The credentials that their providers turn down. */
    public List<FailingCredential> failingCredentials() {
        return health.failingCredentials();
    }

    /** Has everything asked as usual again. */
    public void clear() {
        health.clear();
    }
}
