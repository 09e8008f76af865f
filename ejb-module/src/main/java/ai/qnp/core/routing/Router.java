package ai.qnp.core.routing;

import ai.qnp.core.access.Grant;
import ai.qnp.core.catalogue.Model;
import ai.qnp.core.openai.ApiError;
import ai.qnp.core.openai.ModelRequest;
import ai.qnp.core.routing.sage.Intent;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the plan of a request. */
public final class Router {
    private static final int SUGGESTIONS = 8;

    private Router() {}

    /** Plans where a request of that grant goes. */
    public static Plan plan(Grant grant, Platform platform, ModelRequest request) {
        List<Offer> offers = Offer.of(grant, platform);
        if (offers.isEmpty()) {
            return new Plan.NoRoute(noProvider());
        }
        ModelName name = ModelName.parse(request.model(), id -> platform.provider(id) != null);
        PlanDraft draft = new PlanDraft(request);
        Model.Mode mode = Abilities.modeFor(request);
        String slug = name.slug();
        if (slug == null) {
            Intent intent = SagePick.add(draft, grant, platform, offers, request);
            if (draft.hasNoTarget()) {
                offers.forEach(offer -> addIfAny(draft, offer, offer.defaultModel(mode), "default model of "));
            }
            return draft.isEmpty() ? new Plan.NoRoute(noModelFor(mode, offers)) : draft.plan(intent);
        }
        Offer first = firstFor(offers, name.provider(), slug);
        if (first == null) {
            return new Plan.NoRoute(modelNotFound(request.model(), offers));
        }
        draft.add(first, slug, "asked for");
        if (!grant.chain().isEmpty()) {
            offers.stream()
                    .filter(offer -> !offer.equals(first))
                    .forEach(offer ->
                            addIfAny(draft, offer, offer.fallbackModel(mode, slug), "fallback: default model of "));
        }
        return draft.plan(null);
    }

    private static void addIfAny(PlanDraft draft, Offer offer, @Nullable String slug, String reason) {
        if (slug != null) {
            draft.add(offer, slug, reason + offer.place());
        }
    }

    private static @Nullable Offer firstFor(List<Offer> offers, @Nullable String provider, String slug) {
        for (Offer offer : offers) {
            if (provider == null ? offer.lists(slug) : offer.accepts(provider, slug)) {
                return offer;
            }
        }
        return null;
    }

    private static ApiError noProvider() {
        return ApiError.invalid(
                "no_provider",
                "No provider is configured for this request. Set a provider's key in the server's environment"
                        + " (OPENAI_API_KEY, for example), or add a provider to the key's chain in the dashboard.",
                null);
    }

    private static ApiError noModelFor(Model.Mode mode, List<Offer> offers) {
        String what = switch (mode) {
            case CHAT, RESPONSES -> "chat";
            case EMBEDDING -> "embeddings";
            case IMAGE_GENERATION -> "images";
        };
        String asked =
                offers.stream().map(offer -> offer.provider().id()).distinct().collect(Collectors.joining(", "));
        return ApiError.invalid(
                "no_provider",
                "No provider of this key (" + asked + ") has a model for " + what
                        + ". Add one that has to the key's chain, or name a model.",
                "model");
    }

    private static ApiError modelNotFound(String asked, List<Offer> offers) {
        String usable = offers.stream()
                .flatMap(offer -> offer.knownModels().stream()
                        .limit(SUGGESTIONS)
                        .map(slug -> offer.provider().id() + "/" + slug))
                .limit(SUGGESTIONS)
                .collect(Collectors.joining(", "));
        return ApiError.notFound(
                "model_not_found",
                "The model '" + asked + "' is not available to this key. Models that are: qnp/auto"
                        + (usable.isEmpty() ? "" : ", " + usable) + ". GET /v1/models lists all.",
                "model");
    }
}
