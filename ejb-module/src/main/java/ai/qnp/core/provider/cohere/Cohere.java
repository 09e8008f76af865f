package ai.qnp.core.provider.cohere;

import ai.qnp.core.provider.AuthScheme;
import ai.qnp.core.provider.ChatTranslator;
import ai.qnp.core.provider.DefaultModels;
import ai.qnp.core.provider.EmbeddingsTranslator;
import ai.qnp.core.provider.Provider;
import ai.qnp.core.provider.ProviderProfile;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Cohere's data sheet, from its API reference (docs.cohere.com/reference/about, read 2026-11). */
public final class Cohere implements Provider {
    static final String ID = "cohere";
    /** For people. */
    static final String NAME = "Cohere";

    private static final ProviderProfile PROFILE = new ProviderProfile(
            ID,
            NAME,
            URI.create("https://api.cohere.com/v2"),
            AuthScheme.BEARER,
            Map.of(),
            List.of("COHERE_API_KEY", "CO_API_KEY"),
            new DefaultModels("command-a-03-2025", "embed-v4.0", null),
            Set.of(
                    "documents",
                    "citation_options",
                    "safety_mode",
                    "thinking",
                    "strict_tools",
                    "priority",
                    "input_type",
                    "truncate"),
            List.of());

    private final ChatTranslator chat = new CohereChat();
    private final EmbeddingsTranslator embeddings = new CohereEmbeddings();

    private Cohere() {}

    /** Cohere as a provider. */
    public static Provider provider() {
        return new Cohere();
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
    public EmbeddingsTranslator embeddings() {
        return embeddings;
    }
}
