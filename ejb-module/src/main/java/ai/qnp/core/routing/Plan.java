package ai.qnp.core.routing;

import ai.qnp.core.openai.ApiError;
import java.util.List;

/** Where a request will go, or why it can't go anywhere. */
public sealed interface Plan {
    /**
     * Targets in order, none twice.
     *
     * @param targets at least one
     * @param considered every candidate with the reason it was chosen or left out, in the order it was looked at
     */
    record Route(List<Target> targets, List<Considered> considered) implements Plan {
        public Route {
            targets = List.copyOf(targets);
            considered = List.copyOf(considered);
        }
    }

    /** No target. */
    record NoRoute(ApiError error) implements Plan {}

    /** One line of the receipt's plan. */
    record Considered(String provider, String model, boolean chosen, String reason) {}
}
