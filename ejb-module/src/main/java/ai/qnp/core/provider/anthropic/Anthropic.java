package ai.qnp.core.provider.anthropic;

import ai.qnp.core.provider.AuthScheme;
import ai.qnp.core.provider.ChatTranslator;
import ai.qnp.core.provider.DefaultModels;
import ai.qnp.core.provider.ModelListing;
import ai.qnp.core.provider.Provider;
import ai.qnp.core.provider.ProviderProfile;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Anthropic's data sheet, from its API reference (platform.claude.com/docs/en/api/overview, read 2026-11). */
public final class Anthropic implements Provider {
    static final String ID = "anthropic";

    private static final ProviderProfile PROFILE = new ProviderProfile(
            ID,
            "Anthropic",
            URI.create("https://api.anthropic.com/v1"),
            new AuthScheme("x-api-key", ""),
            Map.of("anthropic-version", "2023-06-01"),
            List.of("ANTHROPIC_API_KEY"),
            DefaultModels.ofChat("claude-haiku-5-5"),
            Set.of(
                    "thinking",
                    "output_config",
                    "cache_control",
                    "container",
                    "context_management",
                    "mcp_servers",
                    "inference_geo",
                    "speed"),
            List.of());

    private final ChatTranslator chat = new AnthropicChat();

    private Anthropic() {}

    /** Anthropic as a provider. */
    public static Provider provider() {
        return new Anthropic();
    }

    @Override
    public ProviderProfile profile() {
        return PROFILE;
    }

    @Override
    public ChatTranslator chat() {
        return chat;
    }

    @Override
    public ModelListing modelListing() {
        return new AnthropicModelListing();
    }
}
