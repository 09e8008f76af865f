package ai.qnp.core.provider.compatible;

import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.openai.ModelRequest;
import ai.qnp.core.provider.AuthScheme;
import ai.qnp.core.provider.ChatTranslator;
import ai.qnp.core.provider.DefaultModels;
import ai.qnp.core.provider.EmbeddingsTranslator;
import ai.qnp.core.provider.ImagesTranslator;
import ai.qnp.core.provider.ModelListing;
import ai.qnp.core.provider.Provider;
import ai.qnp.core.provider.ProviderProfile;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A provider that speaks OpenAI's own words. */
public record CompatibleProvider(
        ProviderProfile profile,
        ChatTranslator chat,
        @Nullable EmbeddingsTranslator embeddings,
        @Nullable ImagesTranslator images,
        @Nullable ModelListing modelListing,
        BillingRule billing)
        implements Provider {
    /** A provider of chat, with OpenAI's list of models. */
    public CompatibleProvider(ProviderProfile profile, ChatTranslator chat) {
        this(profile, chat, null, null, ModelListing.OPENAI, BillingRule.NONE);
    }

    /** A vendor of chat, known by its data sheet and its differences, with OpenAI's list of models. */
    public static CompatibleProvider of(ProviderProfile profile, Quirks quirks) {
        return new CompatibleProvider(profile, new CompatibleTranslator(profile.name(), quirks));
    }

    /** The same with embeddings. */
    public CompatibleProvider with(EmbeddingsTranslator translator) {
        return new CompatibleProvider(profile, chat, translator, images, modelListing, billing);
    }

    /** The same with images. */
    public CompatibleProvider with(ImagesTranslator translator) {
        return new CompatibleProvider(profile, chat, embeddings, translator, modelListing, billing);
    }

    /** The same with another list of models, or none. */
    public CompatibleProvider with(@Nullable ModelListing listing) {
        return new CompatibleProvider(profile, chat, embeddings, images, listing, billing);
    }

    /** The same with prices that depend on what its answers don't tell. */
    public CompatibleProvider billedBy(BillingRule rule) {
        return new CompatibleProvider(profile, chat, embeddings, images, modelListing, rule);
    }

    @Override
    public TokenUsage billed(TokenUsage told, ModelRequest request, String model, URI baseUrl) {
        return billing.billed(told, request, model, baseUrl);
    }

    /**
     * A server that an operator names: anything that answers {@code /chat/completions} below its base URL, and perhaps
     * {@code /embeddings} and {@code /images/generations}.
     *
     * @param id the provider id, in lower case
     * @param baseUrl the API root with its version path
     */
    public static Provider custom(String id, URI baseUrl) {
        ProviderProfile profile = new ProviderProfile(
                id, id, baseUrl, AuthScheme.BEARER, Map.of(), List.of(), DefaultModels.NONE, Set.of(), List.of());
        return of(profile, Quirks.NONE)
                .with(new CompatibleEmbeddings(id, EmbeddingRules.OPENAI, ErrorRules.NONE))
                .with(new CompatibleImages(id, ImageRule.NONE, ErrorRules.NONE));
    }
}
