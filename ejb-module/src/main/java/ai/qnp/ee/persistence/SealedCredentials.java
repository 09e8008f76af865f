package ai.qnp.ee.persistence;

import ai.qnp.core.provider.Credential;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Opens stored credentials: what {@link JpaGrants} needs of the vault. */
@FunctionalInterface
public interface SealedCredentials {
    /** The credential ready for use, or null when its seal does not open. */
    @Nullable Credential open(CredentialRow row, URI baseUrl);
}
