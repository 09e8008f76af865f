package ai.qnp.ee.signin;

import ai.qnp.ee.persistence.ManagementTokenRow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token for the management API as it may be shown: without its text.
 *
 * @param prefix the beginning of its text
 * @param lastUsedAt to the minute
 */
public record ManagementToken(
        String id,
        String accountId,
        String name,
        String prefix,
        Instant createdAt,
        @Nullable Instant lastUsedAt) {
    static ManagementToken of(ManagementTokenRow row) {
        return new ManagementToken(
                row.id(), row.accountId(), row.name(), row.prefix(), row.createdAt(), row.lastUsedAt());
    }
}
