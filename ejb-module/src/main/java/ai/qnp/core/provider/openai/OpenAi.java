package ai.qnp.core.provider.openai;

import ai.qnp.core.provider.AuthScheme;
import ai.qnp.core.provider.DefaultModels;
import ai.qnp.core.provider.Provider;
import ai.qnp.core.provider.ProviderProfile;
import ai.qnp.core.provider.compatible.CompatibleProvider;
import ai.qnp.core.provider.compatible.Quirks;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** OpenAI's data sheet, from its API reference (platform.openai.com/docs/api-reference, read 2026-11). */
public final class OpenAi {
    /** Reasoning models refuse {@code max_tokens}; every chat model takes {@code max_completion_tokens}. */
    private static final Quirks QUIRKS = new Quirks(true, true, Set.of());

    private OpenAi() {}

    /** OpenAI as a provider. */
    public static Provider provider() {
        return CompatibleProvider.of(
                new ProviderProfile(
                        "openai",
                        "OpenAI",
                        URI.create("https://api.openai.com/v1"),
                        AuthScheme.BEARER,
                        Map.of(),
                        List.of("OPENAI_API_KEY"),
                        new DefaultModels("gpt-6-luna", "text-embedding-3-small", "gpt-image-2"),
                        Set.of(),
                        List.of()),
                QUIRKS);
    }
}
