package ai.qnp.core.routing;

import ai.qnp.core.openai.ApiError;
import ai.qnp.core.routing.sage.Intent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a request will go, or why it can't go anywhere. */
public sealed interface Plan {
    /**
     * Targets in order, none twice.
     *
     * @param targets at least one
     * @param considered every candidate with the reason it was chosen or left out, in the order it was looked at
     * @param intent what Sage took the request for; null where it was not asked
     */
    record Route(
            List<Target> targets,
            List<Considered> considered,
            @Nullable Intent intent) implements Plan {
        public Route {
            targets = List.copyOf(targets);
            considered = List.copyOf(considered);
        }
    }

    /** No target. */
    record NoRoute(ApiError error) implements Plan {}

    /**
     * One line of the receipt's plan.
     *
     * @param step the chain's step, counted from 1; 0 where there is no chain
     */
    record Considered(String provider, String model, boolean chosen, String reason, int step) {
        /** A line of a plan without a chain. */
        public Considered(String provider, String model, boolean chosen, String reason) {
            this(provider, model, chosen, reason, 0);
        }
    }
}
