package ai.qnp.ee.admin;

import ai.qnp.core.access.FreeTier;
import ai.qnp.core.openai.ApiError;
import ai.qnp.core.routing.Platform;
import ai.qnp.ee.persistence.AccountRow;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which keys an account may have.
 *
 * @param entities where its other keys and its credentials stand
 * @param platform the providers of this installation
 * @param freeTier what accounts may use that don't pay
 */
record AccountKeyRules(EntityManager entities, AccountRow account, Platform platform, FreeTier freeTier, Instant now) {
    /** Why it can't have another one like that, or null. */
    @Nullable ApiError refusalOfNew(KeySettings settings, Actor actor) {
        ApiError refusal = refusal(null, settings, actor);
        return refusal == null ? tooManyRefusal() : refusal;
    }

    /**
     * Why a key can't be like that, or null. What was allowed before stays: an account that went back to the free tier can
     * still rename its keys.
     */
    @Nullable ApiError refusal(@Nullable KeySettings before, KeySettings after, Actor actor) {
        SpendingRules spending = new SpendingRules(isFree() ? freeTier : FreeTier.UNLIMITED);
        ApiError refusal =
                new KeyRules(platform, CredentialService.providersById(entities, account.id())).refusal(after);
        if (refusal == null) {
            refusal = spending.refusal(after);
        }
        if (refusal == null && (before == null || !before.limits().equals(after.limits()))) {
            refusal = spending.tierRefusal(after.limits());
        }
        if (refusal == null && (before == null || !Objects.equals(before.expiresAt(), after.expiresAt()))) {
            refusal = expiryRefusal(after.expiresAt());
        }
        if (refusal == null) {
            refusal = new LoggingRules(actor.isOperator())
                    .refusal(before == null ? null : before.logBodies(), after.logBodies());
        }
        return refusal;
    }

    private boolean isFree() {
        return !account.operator() && account.tier().equals(Tier.FREE.wireName());
    }

    private @Nullable ApiError expiryRefusal(@Nullable Instant expiresAt) {
        return expiresAt == null || expiresAt.isAfter(now)
                ? null
                : ApiError.invalid("invalid_value", "'expires_at' must be in the future.", "expires_at");
    }

    private @Nullable ApiError tooManyRefusal() {
        Long most = freeTier.keys();
        if (most == null || !isFree()) {
            return null;
        }
        long active = entities.createQuery(
                        "select count(k) from ApiKeyRow k where k.accountId = :account and k.revokedAt is null"
                                + " and (k.expiresAt is null or k.expiresAt > :now)",
                        Long.class)
                .setParameter("account", account.id())
                .setParameter("now", now)
                .getSingleResult();
        return active < most
                ? null
                : ApiError.forbidden(
                        "key_limit_reached",
                        "A free account has at most " + most
                                + " active keys. Revoke one, or move the account to the pro tier.");
    }
}
