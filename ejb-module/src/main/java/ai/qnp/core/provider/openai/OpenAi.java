package ai.qnp.core.provider.openai;

import ai.qnp.core.provider.AuthScheme;
import ai.qnp.core.provider.DefaultModels;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.Provider;
import ai.qnp.core.provider.ProviderProfile;
import ai.qnp.core.provider.compatible.CompatibleEmbeddings;
import ai.qnp.core.provider.compatible.CompatibleImages;
import ai.qnp.core.provider.compatible.CompatibleProvider;
import ai.qnp.core.provider.compatible.EmbeddingRules;
import ai.qnp.core.provider.compatible.ErrorRules;
import ai.qnp.core.provider.compatible.ErrorRules.Wording;
import ai.qnp.core.provider.compatible.Quirks;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** OpenAI's data sheet, from its API reference (platform.openai.com/docs/api-reference, read 2026-11). */
public final class OpenAi {
    private static final String NAME = "OpenAI";

    /** Image generation has no code of its own for a model that is not there. */
    private static final ErrorRules IMAGE_ERRORS = new ErrorRules(
            Map.of(), List.of(Wording.of("the model '[^']*' does not exist", FailureClass.MODEL_NOT_FOUND)));

    private OpenAi() {}

    /** OpenAI as a provider. Reasoning models refuse {@code max_tokens}; all chat models take the newer name. */
    public static Provider provider() {
        return CompatibleProvider.of(
                        new ProviderProfile(
                                "openai",
                                NAME,
                                URI.create("https://api.openai.com/v1"),
                                AuthScheme.BEARER,
                                Map.of(),
                                List.of("OPENAI_API_KEY"),
                                new DefaultModels("gpt-6-luna", "text-embedding-3-small", "gpt-image-2"),
                                Set.of(),
                                List.of()),
                        Quirks.STRICT)
                .with(new CompatibleEmbeddings(NAME, EmbeddingRules.OPENAI, ErrorRules.NONE))
                .with(new CompatibleImages(NAME, new ImageFormats(), IMAGE_ERRORS))
                .billedBy(Billing::billed);
    }
}
