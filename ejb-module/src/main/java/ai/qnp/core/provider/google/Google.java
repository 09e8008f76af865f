package ai.qnp.core.provider.google;

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

/** Google's data sheet, from its API reference (ai.google.dev/api, read 2026-11). */
public final class Google implements Provider {
    static final String ID = "google";
    static final String NAME = "Google";

    private static final ProviderProfile PROFILE = new ProviderProfile(
            ID,
            NAME,
            URI.create("https://generativelanguage.googleapis.com/v1beta"),
            new AuthScheme("x-goog-api-key", ""),
            Map.of(),
            List.of("GEMINI_API_KEY", "GOOGLE_API_KEY"),
            new DefaultModels("gemini-3.5-flash-lite", "gemini-embedding-001", "gemini-3.1-flash-image"),
            Set.copyOf(OwnFields.NAMES),
            List.of());

    private Google() {}

    /** Google as a provider. */
    public static Provider provider() {
        return new Google();
    }

    @Override
    public ProviderProfile profile() {
        return PROFILE;
    }

    @Override
    public ChatTranslator chat() {
        return new GoogleChat();
    }

    @Override
    public EmbeddingsTranslator embeddings() {
        return new GoogleEmbeddings();
    }

    @Override
    public ImagesTranslator images() {
        return new GoogleImages();
    }

    @Override
    public ModelListing modelListing() {
        return new GoogleModelListing();
    }
}
