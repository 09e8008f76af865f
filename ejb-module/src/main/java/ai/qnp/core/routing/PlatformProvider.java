package ai.qnp.core.routing;

import ai.qnp.core.provider.Credential;
import ai.qnp.core.provider.Provider;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A provider as this installation has it.
 *
 * @param provider the translator and its data sheet
 * @param credential the operator's own; null when only accounts' own credentials can be used with it
 * @param listedModels slugs the operator or the upstream names, beyond the catalogue's; the first is the default
 */
public record PlatformProvider(Provider provider, @Nullable Credential credential, List<String> listedModels) {
    public PlatformProvider {
        listedModels = List.copyOf(listedModels);
    }

    /** The provider's id. */
    public String id() {
        return provider.profile().id();
    }
}
