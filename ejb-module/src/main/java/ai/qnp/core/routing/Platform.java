package ai.qnp.core.routing;

import ai.qnp.core.catalogue.Catalogue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The providers and models of this installation, one immutable picture; reloading makes another.
 *
 * @param providers in the order in which platform mode prefers them
 * @param catalogue the models
 */
public record Platform(List<PlatformProvider> providers, Catalogue catalogue) {
    public Platform {
        providers = List.copyOf(providers);
    }

    /** The provider of that id, or null. There are a dozen at most: a walk is as fast as a map. */
    public @Nullable PlatformProvider provider(String id) {
        for (PlatformProvider provider : providers) {
            if (provider.id().equals(id)) {
                return provider;
            }
        }
        return null;
    }
}
