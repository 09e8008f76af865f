package ai.qnp.core.routing;

import ai.qnp.core.catalogue.Catalogue;
import ai.qnp.core.routing.sage.SageTable;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The providers and models of this installation, one immutable picture; reloading makes another.
 *
 * @param providers in the order in which platform mode prefers them
 * @param catalogue the models
 * @param sage the preferred models, asked for only where Sage picks
 */
public record Platform(List<PlatformProvider> providers, Catalogue catalogue, Supplier<SageTable> sage) {
    public Platform {
        providers = List.copyOf(providers);
    }

    /** A platform that prefers no models. */
    public Platform(List<PlatformProvider> providers, Catalogue catalogue) {
        this(providers, catalogue, () -> SageTable.EMPTY);
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
