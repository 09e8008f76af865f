package ai.qnp.core.provider;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What QNP presents to a provider.
 *
 * @param id the stored credential's id, or {@link #PLATFORM}
 * @param provider the provider's id
 * @param apiKey null where the upstream wants none
 * @param baseUrl the vendor's API root with its version path, without a trailing slash
 */
public record Credential(
        String id, String provider, @Nullable Secret apiKey, URI baseUrl) {
    /** The id of the operator's own credential for a provider. */
    public static final String PLATFORM = "platform";

    /** Whether the operator's credential is meant, which is paid from credits. */
    public boolean isPlatform() {
        return id.equals(PLATFORM);
    }
}
