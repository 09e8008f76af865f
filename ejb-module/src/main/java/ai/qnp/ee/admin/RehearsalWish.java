package ai.qnp.ee.admin;

import ai.qnp.core.routing.ChainStep;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What shall be rehearsed.
 *
 * @param chain empty for platform mode
 * @param model as a request names it
 * @param failures what goes wrong
 * @param request a chat request whose needs count; null for the shortest there is
 */
public record RehearsalWish(
        List<ChainStep> chain,
        String model,
        List<SetFailure> failures,
        @Nullable ObjectNode request) {
    public RehearsalWish {
        chain = List.copyOf(chain);
        failures = List.copyOf(failures);
    }

    /**
     * One thing that goes wrong.
     *
     * @param step the chain's step, counted from 1; without a chain the target's place in the plan
     * @param with a status, or one of {@link FailureWords}
     */
    public record SetFailure(long step, String with) {}
}
