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
            candidates.add(new Candidate(
                    offer.provider().id(),
                    slug,
                    target,
                    target == null ? "no credential for " + offer.place() : reason,
                    Abilities.lacking(request, model),
                    offer.step()));
        }
    }

    /** A model that would have been asked if its provider could be. No step of a chain stands for it. */
    void leaveOut(String provider, String slug, String reason) {
        candidates.add(new Candidate(provider, slug, null, reason, null, 0));
    }

    boolean isEmpty() {
        return candidates.isEmpty();
    }

    boolean hasNoTarget() {
        return candidates.stream().allMatch(candidate -> candidate.target == null);
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
                    candidate.provider,
                    candidate.slug,
                    obstacle == null,
                    obstacle == null ? candidate.reason : obstacle,
                    candidate.step));
        }
        return targets.isEmpty() ? new Plan.NoRoute(error(considered)) : new Plan.Route(targets, considered, intent);
    }

    private @Nullable String obstacle(Candidate candidate, boolean anyAble, boolean isFirst) {
        if (candidate.target == null) {
            return candidate.reason;
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

    /**
     * What was looked at.
     *
     * @param target null where it can't be asked
     * @param reason why it is asked, or why it can't be
     */
    private record Candidate(
            String provider,
            String slug,
            @Nullable Target target,
            String reason,
            @Nullable String lacking,
            int step) {}
}
