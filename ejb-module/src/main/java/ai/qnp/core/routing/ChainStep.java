package ai.qnp.core.routing;

import java.util.List;

/**
 * One step of a key's chain.
 *
 * @param provider the provider's id
 * @param models slugs the step is limited to, the first its default; empty for every model of the provider
 * @param credential a stored credential's id, or {@code platform}
 */
public record ChainStep(String provider, List<String> models, String credential) {
    public ChainStep {
        models = List.copyOf(models);
    }
}
