package ai.qnp.ee.admin;

import ai.qnp.ee.persistence.CredentialRow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A credential as it may be shown: without its secret.
 *
 * @param hint the secret's last characters
 */
public record StoredCredential(
        String id,
        String provider,
        @Nullable String label,
        String hint,
        @Nullable String baseUrl,
        Instant createdAt) {
    static StoredCredential of(CredentialRow row) {
        return new StoredCredential(row.id(), row.provider(), row.label(), row.hint(), row.baseUrl(), row.createdAt());
    }
}
