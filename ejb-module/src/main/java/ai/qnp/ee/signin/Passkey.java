package ai.qnp.ee.signin;

import ai.qnp.ee.persistence.PasskeyRow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A passkey as it may be shown.
 *
 * @param name what its owner calls it
 */
public record Passkey(
        String id, String name, Instant createdAt, @Nullable Instant lastUsedAt) {
    static Passkey of(PasskeyRow row) {
        return new Passkey(row.id(), row.name(), row.createdAt(), row.lastUsedAt());
    }
}
