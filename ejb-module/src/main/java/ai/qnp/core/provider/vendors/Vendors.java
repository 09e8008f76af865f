package ai.qnp.core.provider.vendors;

import ai.qnp.core.provider.Installed;
import ai.qnp.core.provider.Provider;
import ai.qnp.core.provider.anthropic.Anthropic;
import ai.qnp.core.provider.cohere.Cohere;
import ai.qnp.core.provider.deepseek.DeepSeek;
import ai.qnp.core.provider.demo.Demo;
import ai.qnp.core.provider.google.Google;
import ai.qnp.core.provider.groq.Groq;
import ai.qnp.core.provider.mistral.Mistral;
import ai.qnp.core.provider.openai.OpenAi;
import ai.qnp.core.provider.perplexity.Perplexity;
import ai.qnp.core.provider.together.Together;
import java.util.List;

/** Every vendor, in the order in which platform mode prefers them. */
public final class Vendors {
    private Vendors() {}

    /** The vendors that are reached over the network, each with its own id. */
    public static List<Provider> all() {
        return Installed.among(List.of(
                OpenAi.provider(),
                Anthropic.provider(),
                Google.provider(),
                DeepSeek.provider(),
                Groq.provider(),
                Mistral.provider(),
                Together.provider(),
                Perplexity.provider(),
                Cohere.provider()));
    }

    /** The provider of this process, for an installation where no other is configured. */
    public static Provider demo() {
        return Demo.provider();
    }
}
