package ai.qnp.core.relay;

import ai.qnp.core.metering.UsageRecord;
import ai.qnp.core.routing.Plan;
import java.util.List;

/**
 * How a request ended. The usage record, metrics and log line are made from this one value.
 *
 * @param plan every candidate and why it was chosen or left out
 * @param attempts in the order they were made
 */
public record Outcome(UsageRecord record, List<Plan.Considered> plan, List<Attempted> attempts) {
    public Outcome {
        plan = List.copyOf(plan);
        attempts = List.copyOf(attempts);
    }
}
