package ai.qnp.ee.admin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which events are meant; null leaves a side open.
 *
 * @param accountId the account that they concern; null for all, signing in included
 * @param from the earliest
 * @param to those before it
 * @param action as {@code key.created}, or {@code key} for all that is done to keys
 */
public record AuditFilter(
        @Nullable String accountId,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String action) {}
