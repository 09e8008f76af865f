package ai.qnp.core.provider;

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

    /** The vendor itself where it lives in this process (the demo); null for one that is reached over the network. */
    default @Nullable InProcessUpstream inProcess() {
        return null;
    }
}
