package ai.qnp.core.relay;

import ai.qnp.core.metering.UsageRecord;
import ai.qnp.core.routing.Plan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a request ended. The usage record, metrics and log line are made from this one value.
 *
 * @param plan every candidate and why it was chosen or left out
 * @param attempts in the order they were made
 * @param charge what it takes from the funds that are bound by it; null when none is
 */
public record Outcome(
        UsageRecord record,
        List<Plan.Considered> plan,
        List<Attempted> attempts,
        @Nullable Charge charge) {
    /** A request that no budget and no balance pays for. */
    public Outcome(UsageRecord record, List<Plan.Considered> plan, List<Attempted> attempts) {
        this(record, plan, attempts, null);
    }

    public Outcome {
        plan = List.copyOf(plan);
        attempts = List.copyOf(attempts);
    }
}
