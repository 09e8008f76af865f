package ai.qnp.ee.admin;

import ai.qnp.core.provider.Secret;
import org.jspecify.annotations.Nullable;

/**
 * A credential that is to be stored.
 *
 * @param provider the provider's id
 * @param apiKey the vendor's key
 * @param label what people call it
 * @param baseUrl the vendor's API root with its version path, where it is not the usual one
 */
public record NewCredential(
        String provider,
        Secret apiKey,
        @Nullable String label,
        @Nullable String baseUrl) {}
