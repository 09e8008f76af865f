package ai.qnp.lambda;

import ai.qnp.core.provider.Failure;
import ai.qnp.core.relay.Attempted;
import ai.qnp.core.relay.Observer;
import ai.qnp.core.relay.Outcome;

/** One log line for each attempt that failed. The vendor's message stays out: it may quote the prompt. */
final class FailureLog implements Observer {
    private static final System.Logger LOG = System.getLogger("ai.qnp.requests");

    @Override
    public void started() {}

    @Override
    public void finished(Outcome outcome) {
        for (Attempted attempt : outcome.attempts()) {
            Failure failure = attempt.failure();
            if (failure != null) {
                LOG.log(
                        System.Logger.Level.INFO,
                        "{0}: {1}/{2} failed: {3}, status {4}, after {5} ms",
                        outcome.record().id(),
                        attempt.provider(),
                        attempt.model(),
                        failure.failureClass(),
                        failure.status() == null ? "none" : failure.status(),
                        attempt.took().toMillis());
            }
        }
    }
}
