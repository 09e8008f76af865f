package ai.qnp.core.routing;

import ai.qnp.core.access.Grant;
import ai.qnp.core.openai.ChatRequest;
import ai.qnp.core.openai.EmbeddingsRequest;
import ai.qnp.core.openai.ImagesRequest;
import ai.qnp.core.openai.ModelRequest;
import ai.qnp.core.routing.sage.Intent;
import ai.qnp.core.routing.sage.Judgement;
import ai.qnp.core.routing.sage.PreferredModel;
import ai.qnp.core.routing.sage.Sage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Platform mode's choice: the preferred models of the request's intent, as far as their providers are configured. */
final class SagePick {
    private SagePick() {}

    /**
     * Adds the preferred models to the draft, those whose provider is not configured as left out.
     *
     * @return what the request was taken for; null where Sage has no say: a chain decides, or it is no chat
     */
    static @Nullable Intent add(
            PlanDraft draft, Grant grant, Platform platform, List<Offer> offers, ModelRequest request) {
        return switch (request) {
            case ChatRequest chat
            when grant.chain().isEmpty() -> {
                Judgement judgement = Sage.judge(chat);
                add(draft, judgement, platform, offers);
                yield judgement.intent();
            }
            case ChatRequest chat -> null;
            case EmbeddingsRequest embeddings -> null;
            case ImagesRequest images -> null;
        };
    }

    private static void add(PlanDraft draft, Judgement judgement, Platform platform, List<Offer> offers) {
        String intent = "Sage: " + judgement.intent().wireName();
        String reason = intent + ", because " + judgement.because();
        for (PreferredModel preferred : platform.sage().get().modelsFor(judgement.intent())) {
            Offer offer = offerOf(preferred.provider(), offers);
            if (offer == null) {
                leaveOut(draft, preferred, platform);
            } else {
                draft.add(offer, preferred.model(), reason);
                reason = intent + ", the next preferred model";
            }
        }
    }

    private static @Nullable Offer offerOf(String provider, List<Offer> offers) {
        for (Offer offer : offers) {
            if (offer.provider().id().equals(provider)) {
                return offer;
            }
        }
        return null;
    }

    private static void leaveOut(PlanDraft draft, PreferredModel preferred, Platform platform) {
        String provider = preferred.provider();
        draft.leaveOut(
                provider,
                platform.catalogue().resolve(provider, preferred.model()),
                platform.provider(provider) == null
                        ? "there is no provider " + provider
                        : "no credential for provider " + provider);
    }
}
