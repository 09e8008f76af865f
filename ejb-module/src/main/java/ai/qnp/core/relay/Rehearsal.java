package ai.qnp.core.relay;

import ai.qnp.core.access.Grant;
import ai.qnp.core.openai.ApiError;
import ai.qnp.core.openai.ModelRequest;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.routing.Plan;
import ai.qnp.core.routing.Platform;
import ai.qnp.core.routing.Router;
import ai.qnp.core.routing.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What would become of a request if some steps failed, with no upstream asked.
 *
 * @param plan where it would go
 * @param attempts the targets that would be tried, each with the failure that was set for it, or null
 * @param error what the client would be told; null when it would get an answer, from the last attempt's target
 */
public record Rehearsal(
        Plan plan, List<Attempted> attempts, @Nullable ApiError error) {
    public Rehearsal {
        attempts = List.copyOf(attempts);
    }

    /**
     * Rehearses a request.
     *
     * @param failures by the chain's step, counted from 1; without a chain by the target's place in the plan
     */
    public static Rehearsal of(Grant grant, Platform platform, ModelRequest request, Map<Integer, Failure> failures) {
        Plan plan = Router.plan(grant, platform, request);
        return switch (plan) {
            case Plan.NoRoute(ApiError error) -> new Rehearsal(plan, List.of(), error);
            case Plan.Route route -> of(route, failures);
        };
    }

    private static Rehearsal of(Plan.Route route, Map<Integer, Failure> failures) {
        List<Integer> places = places(route);
        List<Attempted> attempts = new ArrayList<>();
        for (Target target : route.targets()) {
            Failure failure = failures.get(places.get(attempts.size()));
            attempts.add(new Attempted(
                    target.provider().profile().id(),
                    target.model(),
                    target.credential().id(),
                    failure,
                    Duration.ZERO));
            if (failure == null) {
                return new Rehearsal(route, attempts, null);
            }
            if (!failure.failureClass().fallsBack()) {
                break;
            }
        }
        return new Rehearsal(route, attempts, FailureReply.of(attempts, List.of()));
    }

    /** What a failure of each target is set by. The chosen lines of a plan are its targets, in their order. */
    private static List<Integer> places(Plan.Route route) {
        List<Integer> places = new ArrayList<>();
        for (Plan.Considered line : route.considered()) {
            if (line.chosen()) {
                places.add(line.step() == 0 ? places.size() + 1 : line.step());
            }
        }
        return places;
    }
}
