package ai.qnp.core.routing;

import ai.qnp.core.access.Grant;
import ai.qnp.core.catalogue.Model;
import ai.qnp.core.openai.ChatRequest.Feature;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is odd about a chain: allowed, and probably not meant. */
public final class ChainLint {
    private final LocalDate today;
    private final List<ChainWarning> warnings = new ArrayList<>();

    private ChainLint(LocalDate today) {
        this.today = today;
    }

    /**
     * Looks at the grant's chain, step after step. Nothing is odd about having none.
     *
     * @param today decides which models are retired
     */
    public static List<ChainWarning> of(Grant grant, Platform platform, LocalDate today) {
        if (grant.chain().isEmpty()) {
            return List.of();
        }
        ChainLint lint = new ChainLint(today);
        List<LintedStep> steps =
                Offer.of(grant, platform).stream().map(LintedStep::of).toList();
        for (int at = 0; at < steps.size(); at++) {
            lint.look(steps.get(at), steps.subList(0, at));
        }
        return List.copyOf(lint.warnings);
    }

    private void look(LintedStep step, List<LintedStep> earlier) {
        credential(step);
        reach(step, earlier);
        Set<String> seen = new HashSet<>();
        for (String slug : step.slugs()) {
            if (seen.add(slug)) {
                served(step, slug);
            } else {
                warn("duplicate", step, name(step, slug) + " is listed twice.");
            }
        }
        Model first = step.first();
        if (first != null) {
            abilities(step, first, earlier);
            context(step, first, earlier);
        }
    }

    private void credential(LintedStep step) {
        if (step.offer().credential() == null) {
            warn("missing_credential", step, "there is no credential for it, so it is skipped.");
        }
    }

    /** A step is reached by a model that only it takes, or as a fallback with a target that no earlier step has. */
    private void reach(LintedStep step, List<LintedStep> earlier) {
        for (LintedStep other : earlier) {
            if (!other.sharesItsDoorWith(step) || !other.beginsLike(step) || !other.takesAllOf(step)) {
                continue;
            }
            if (step.takesAllOf(other)) {
                warn("duplicate", step, "it is the same as step " + other.number() + " and never reached.");
            } else {
                warn(
                        "unreachable",
                        step,
                        "it is never reached: step " + other.number() + " takes all of its models with the same"
                                + " credential, and begins with the same one.");
            }
            return;
        }
    }

    private void served(LintedStep step, String slug) {
        Model model = step.facts(slug);
        if (model == null) {
            if (!step.isPriced(slug)) {
                warn("unknown_model", step, name(step, slug) + " is not in the catalogue, so its cost is not known.");
            }
            return;
        }
        if (!step.isPriced(slug)) {
            warn("unpriced", step, name(step, slug) + " has no price in the catalogue, so its cost is not known.");
        }
        LocalDate end = model.deprecatedOn();
        if (end != null && end.isAfter(today)) {
            warn("deprecated", step, name(step, slug) + " will be retired on " + end + ".");
        } else if (end != null) {
            warn("retired", step, name(step, slug) + " was retired on " + end + ".");
        }
    }

    /** The step's first model stands in when an earlier step fails, so it should be able to do what those do. */
    private void abilities(LintedStep step, Model first, List<LintedStep> earlier) {
        for (Feature feature : Feature.values()) {
            LintedStep able = Abilities.lacks(first, feature) ? ableToDo(feature, earlier) : null;
            if (able != null) {
                warn(
                        "lacks_" + feature.name().toLowerCase(Locale.ROOT),
                        step,
                        first.qualifiedName() + " lacks " + Abilities.words(feature) + ", which step " + able.number()
                                + " has: requests that need it skip this step.");
            }
        }
    }

    private static @Nullable LintedStep ableToDo(Feature feature, List<LintedStep> earlier) {
        return earlier.stream()
                .filter(other -> other.known().anyMatch(model -> !Abilities.lacks(model, feature)))
                .findFirst()
                .orElse(null);
    }

    private void context(LintedStep step, Model first, List<LintedStep> earlier) {
        Long window = first.contextWindow();
        if (window == null) {
            return;
        }
        for (LintedStep other : earlier) {
            if (other.known().anyMatch(model -> model.contextWindow() != null && model.contextWindow() > window)) {
                warn(
                        "smaller_context",
                        step,
                        first.qualifiedName() + " takes " + window + " tokens, less than step " + other.number()
                                + ": longer prompts skip this step.");
                return;
            }
        }
    }

    private static String name(LintedStep step, String slug) {
        return step.offer().provider().id() + "/" + slug;
    }

    private void warn(String code, LintedStep step, String what) {
        String place = "Step " + step.number() + " (" + step.offer().provider().id() + "): ";
        warnings.add(new ChainWarning(code, step.number(), place + what));
    }
}
