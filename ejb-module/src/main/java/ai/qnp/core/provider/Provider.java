package ai.qnp.core.provider;

import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.openai.ModelRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** One vendor: its data sheet and its translators. Stateless and safe from any thread. */
public interface Provider {
    /** The data sheet. */
    ProviderProfile profile();

    /** The translator of chat completions. */
    ChatTranslator chat();

    /** The translator of embeddings; null where the vendor has none. */
    default @Nullable EmbeddingsTranslator embeddings() {
        return null;
    }

    /** The translator of image generation; null where the vendor has none. */
    default @Nullable ImagesTranslator images() {
        return null;
    }

    /** The vendor's own list of its models; null where it has none. */
    default @Nullable ModelListing modelListing() {
        return null;
    }

    /**
     * What an answer's usage comes to in the light of what was asked: some prices depend on what the answer does not tell
     * (a region's address, how long a cache shall last).
     *
     * @param told as the answer told it, or estimated
     * @param model the slug that was asked of the vendor
     * @param baseUrl where it was asked
     */
    default TokenUsage billed(TokenUsage told, ModelRequest request, String model, URI baseUrl) {
        return told;
    }

    /** The vendor itself where it lives in this process (the demo); null for one that is reached over the network. */
    default @Nullable InProcessUpstream inProcess() {
        return null;
    }
}
