package ai.qnp.core.provider;

import org.jspecify.annotations.Nullable;

/** One vendor: its data sheet and its translators. Stateless and safe from any thread. */
public interface Provider {
    /** The data sheet. */
    ProviderProfile profile();

    /** The translator of chat completions. */
    ChatTranslator chat();

    /** The vendor itself where it lives in this process (the demo); null for one that is reached over the network. */
    default @Nullable InProcessUpstream inProcess() {
        return null;
    }
}
