package ai.qnp.ee.persistence;

import ai.qnp.core.provider.Credential;
import ai.qnp.core.routing.Platform;
import ai.qnp.core.routing.PlatformProvider;
import java.net.URI;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stored credentials as an account's requests present them.
 *
 * @param platform where providers are reached unless a credential says otherwise
 */
public record StoredCredentials(SealedCredentials sealed, Supplier<Platform> platform) {
    /** The credential ready for use; null when its provider is gone or its seal does not open. */
    public @Nullable Credential open(CredentialRow row, AccountRow account) {
        URI baseUrl = baseUrl(row);
        Credential opened = baseUrl == null ? null : sealed.open(row, baseUrl);
        boolean isTheAccounts = row.baseUrl() != null && !account.operator();
        return opened == null || !isTheAccounts ? opened : opened.atTheAccountsAddress();
    }

    private @Nullable URI baseUrl(CredentialRow row) {
        String own = row.baseUrl();
        if (own != null) {
            return URI.create(own);
        }
        PlatformProvider provider = platform.get().provider(row.provider());
        return provider == null ? null : provider.baseUrl();
    }
}
