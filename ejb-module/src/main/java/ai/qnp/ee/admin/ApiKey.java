package ai.qnp.ee.admin;

import ai.qnp.ee.persistence.ApiKeyRow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key as it may be shown: without its text.
 *
 * @param prefix the first 12 characters of its text
 * @param revokedAt a time ahead is the end of a rotation's grace
 * @param rotatedFrom the id of the key it replaced
 * @param lastUsedAt the arrival of the last recorded request with it
 * @param budgetUse null without a budget
 */
public record ApiKey(
        String id,
        String accountId,
        String prefix,
        KeySettings settings,
        Instant createdAt,
        @Nullable Instant revokedAt,
        @Nullable String rotatedFrom,
        @Nullable Instant lastUsedAt,
        @Nullable BudgetUse budgetUse) {
    static ApiKey of(ApiKeyRow row, @Nullable Instant lastUsedAt, @Nullable BudgetUse budgetUse) {
        return new ApiKey(
                row.id(),
                row.accountId(),
                row.prefix(),
                settingsOf(row),
                row.createdAt(),
                row.revokedAt(),
                row.rotatedFrom(),
                lastUsedAt,
                budgetUse);
    }

    static KeySettings settingsOf(ApiKeyRow row) {
        return new KeySettings(
                row.name(),
                row.chain(),
                row.permissions(),
                row.allowedIps(),
                row.allowedReferrers(),
                row.expiresAt(),
                row.budget(),
                row.limits(),
                row.logBodies());
    }

    /** Whether requests with it are served at a time. */
    public boolean isActive(Instant now) {
        Instant expiresAt = settings.expiresAt();
        return (revokedAt == null || now.isBefore(revokedAt)) && (expiresAt == null || now.isBefore(expiresAt));
    }
}
