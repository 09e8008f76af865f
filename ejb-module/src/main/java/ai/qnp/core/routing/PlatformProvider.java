package ai.qnp.core.routing;

import ai.qnp.core.catalogue.Model;
import ai.qnp.core.provider.Credential;
import ai.qnp.core.provider.Provider;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A provider as this installation has it.
 *
 * @param provider the translator and its data sheet
 * @param credential the operator's own; null when only accounts' own credentials can be used with it
 * @param listedModels slugs the operator names, or the upstream of a provider that the catalogue does not know; the first
 *     is the default
 * @param foundModels slugs that the vendor's own list has beyond the catalogue's
 */
public record PlatformProvider(
        Provider provider, @Nullable Credential credential, List<String> listedModels, List<String> foundModels) {
    public PlatformProvider {
        listedModels = List.copyOf(listedModels);
        foundModels = List.copyOf(foundModels);
    }

    /** A provider whose own list was not asked for. */
    public PlatformProvider(Provider provider, @Nullable Credential credential, List<String> listedModels) {
        this(provider, credential, listedModels, List.of());
    }

    /** Whether it answers on the endpoint of such models. */
    boolean serves(Model.Mode mode) {
        return switch (mode) {
            case CHAT -> true;
            case EMBEDDING -> provider.embeddings() != null;
            case IMAGE_GENERATION -> provider.images() != null;
            case RESPONSES -> false;
        };
    }

    /** Where it is asked, unless a credential names another address. */
    public URI baseUrl() {
        return credential == null ? provider.profile().baseUrl() : credential.baseUrl();
    }

    /** The provider's id. */
    public String id() {
        return provider.profile().id();
    }
}
