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
 * @param baseUrlIsTheAccounts whether an account chose the address, which the operator does not vouch for: it must not lead
 *     inside the operator's network
 */
public record Credential(
        String id, String provider, @Nullable Secret apiKey, URI baseUrl, boolean baseUrlIsTheAccounts) {
    /** The id of the operator's own credential for a provider. */
    public static final String PLATFORM = "platform";

    /** A credential for an address that the operator chose. */
    public Credential(String id, String provider, @Nullable Secret apiKey, URI baseUrl) {
        this(id, provider, apiKey, baseUrl, false);
    }

    /** The same, for an address that an account chose. */
    public Credential atTheAccountsAddress() {
        return new Credential(id, provider, apiKey, baseUrl, true);
    }

    /** Whether the operator's credential is meant, which is paid from credits. */
    public boolean isPlatform() {
        return id.equals(PLATFORM);
    }
}
