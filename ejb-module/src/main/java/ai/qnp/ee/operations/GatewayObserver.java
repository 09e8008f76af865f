package ai.qnp.ee.operations;

import ai.qnp.core.metering.UsageRecord;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.relay.Attempted;
import ai.qnp.core.relay.Observer;
import ai.qnp.core.relay.Outcome;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** Makes counts, metrics and log lines of each outcome. */
public final class GatewayObserver implements Observer {
    private static final Logger LOG = Logger.getLogger("ai.qnp.requests");
    private static final int FIRST_SERVER_ERROR = 500;

    private final GatewayCounts counts;
    private final GatewayMetrics metrics;
    private final TargetMetrics targets;

    /** Reports to JMX by the counts and to that registry. */
    public GatewayObserver(GatewayCounts counts, MetricRegistry registry, ProviderReport report) {
        this.counts = counts;
        this.metrics = new GatewayMetrics(registry, counts);
        this.targets = new TargetMetrics(registry, report);
    }

    @Override
    public void started() {
        counts.requestStarted();
    }

    @Override
    public void passedOver(String provider) {
        targets.passedOver(provider);
    }

    @Override
    public void finished(Outcome outcome) {
        UsageRecord record = outcome.record();
        boolean brokenOff = record.status() < FIRST_SERVER_ERROR
                && record.stream()
                && record.errorCode() != null
                && record.attempts() > 0;
        counts.requestEnded(record.status() >= FIRST_SERVER_ERROR || brokenOff);
        for (Attempted attempt : outcome.attempts()) {
            Failure failure = attempt.failure();
            counts.attempted(attempt.provider());
            if (failure != null) {
                counts.attemptFailed(attempt.provider());
                targets.attemptFailed(attempt.provider());
                log(record.id(), attempt, failure);
            }
        }
        metrics.ended(outcome);
    }

    /** A failed attempt is logged here and nowhere else. The vendor's message stays out: it may quote the prompt. */
    private static void log(String requestId, Attempted attempt, Failure failure) {
        LOG.log(Level.INFO, "{0}: {1}/{2} failed: {3}, status {4}, after {5} ms", new Object[] {
            requestId,
            attempt.provider(),
            attempt.model(),
            failure.failureClass(),
            failure.status() == null ? "none" : failure.status(),
            attempt.took().toMillis()
        });
    }
}
