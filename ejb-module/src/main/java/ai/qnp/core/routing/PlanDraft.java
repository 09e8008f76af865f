package ai.qnp.core.routing;

import ai.qnp.core.catalogue.Model;
import ai.qnp.core.openai.ApiError;
import ai.qnp.core.openai.ModelRequest;
import ai.qnp.core.provider.Credential;
import ai.qnp.core.routing.sage.Intent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gathers candidates in order and judges each: target or not, and why. Used for one plan, by one thread. */
final class PlanDraft {
    private final ModelRequest request;
    private final List<Candidate> candidates = new ArrayList<>();

    PlanDraft(ModelRequest request) {
        this.request = request;
    }

    void add(Offer offer, String name, String reason) {
        String slug = offer.catalogue().resolve(offer.provider().id(), name);
        Credential credential = offer.credential();
        Target target = credential == null ? null : new Target(offer.provider().provider(), slug, credential);
        if (target == null || candidates.stream().noneMatch(other -> target.equals(other.target))) {
            Model model = offer.catalogue().find(offer.provider().id(), slug);
            candidates.add(new Candidate(offer, slug, target, reason, Abilities.lacking(request, model)));
        }
    }

    boolean isEmpty() {
        return candidates.isEmpty();
    }

    /**
     * The plan.
     *
     * @param intent what Sage took the request for; null where it was not asked
     */
    Plan plan(@Nullable Intent intent) {
        boolean anyAble =
                candidates.stream().anyMatch(candidate -> candidate.target != null && candidate.lacking == null);
        List<Target> targets = new ArrayList<>();
        List<Plan.Considered> considered = new ArrayList<>();
        for (Candidate candidate : candidates) {
            String obstacle = obstacle(candidate, anyAble, targets.isEmpty());
            if (obstacle == null && candidate.target != null) {
                targets.add(candidate.target);
            }
            considered.add(new Plan.Considered(
                    candidate.offer.provider().id(),
                    candidate.slug,
                    obstacle == null,
                    obstacle == null ? candidate.reason : obstacle,
                    candidate.offer.step()));
        }
        return targets.isEmpty() ? new Plan.NoRoute(error(considered)) : new Plan.Route(targets, considered, intent);
    }

    private @Nullable String obstacle(Candidate candidate, boolean anyAble, boolean isFirst) {
        if (candidate.target == null) {
            return "no credential for " + candidate.offer.place();
        }
        boolean goesAnyway = !anyAble && isFirst;
        return candidate.lacking == null || goesAnyway ? null : candidate.lacking;
    }

    private static ApiError error(List<Plan.Considered> considered) {
        String reasons = considered.stream()
                .map(line -> line.provider() + "/" + line.model() + ": " + line.reason())
                .collect(Collectors.joining("; "));
        return ApiError.invalid(
                "no_provider",
                "No provider of this key can be asked (" + reasons + "). Add a credential for one of them.",
                null);
    }

    private record Candidate(
            Offer offer,
            String slug,
            @Nullable Target target,
            String reason,
            @Nullable String lacking) {}
}
