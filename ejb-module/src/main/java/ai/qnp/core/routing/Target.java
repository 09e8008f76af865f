package ai.qnp.core.routing;

import ai.qnp.core.provider.Credential;
import ai.qnp.core.provider.Provider;

/**
 * Where one attempt goes.
 *
 * @param provider whose translator speaks
 * @param model the vendor's slug that is sent, aliases resolved
 * @param credential what is presented
 */
public record Target(Provider provider, String model, Credential credential) {}
