package ai.qnp.core.access;

import ai.qnp.core.openai.ApiError;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** May a key with this scope be used, now, from there, for that? */
public final class Admission {
    private Admission() {}

    /**
     * Checks a key in the order: active, permission, address, referrer.
     *
     * @param wanted what the endpoint needs; null for one that any key may call
     * @param origin the {@code Origin} header
     * @param referer the {@code Referer} header, which counts when there is no origin
     * @return null when the request may go on
     */
    public static @Nullable ApiError refusal(
            Scope scope,
            @Nullable Permission wanted,
            String peerAddress,
            @Nullable String origin,
            @Nullable String referer,
            Instant now) {
        ApiError refusal = refusal(scope, wanted, now);
        return refusal == null ? placeRefusal(scope, peerAddress, origin == null ? referer : origin) : refusal;
    }

    /**
     * Checks a key without asking from where it is used: for its owner, who may change that anyway.
     *
     * @param wanted what the endpoint needs; null for one that any key may call
     * @return null when the request may go on
     */
    public static @Nullable ApiError refusal(Scope scope, @Nullable Permission wanted, Instant now) {
        if (scope.revokedAt() != null && !now.isBefore(scope.revokedAt())) {
            return ApiError.unauthenticated(
                    "revoked_api_key", "This API key was revoked. Create another one in the dashboard under Keys.");
        }
        if (scope.expiresAt() != null && !now.isBefore(scope.expiresAt())) {
            return ApiError.unauthenticated(
                    "expired_api_key",
                    "This API key expired at " + scope.expiresAt() + ". Create another one, or set a later expiry.");
        }
        if (wanted != null && !scope.permissions().contains(wanted)) {
            return ApiError.forbidden(
                    "permission_denied",
                    "This API key lacks the permission '" + wanted.wireName()
                            + "'. Add it to the key, or use another.");
        }
        return null;
    }

    private static @Nullable ApiError placeRefusal(Scope scope, String peerAddress, @Nullable String comesFrom) {
        if (!addressAllowed(scope, peerAddress)) {
            return ApiError.forbidden(
                    "ip_not_allowed",
                    "This API key may not be used from " + peerAddress + ". Add the address to the key's allowed IPs.");
        }
        return referrerAllowed(scope, comesFrom)
                ? null
                : ApiError.forbidden(
                        "referrer_not_allowed",
                        "This API key may only be used from the sites in its allowed referrers; the request's Origin or"
                                + " Referer header names none of them.");
    }

    private static boolean addressAllowed(Scope scope, String peerAddress) {
        return scope.allowedIps().isEmpty()
                || scope.allowedIps().stream().anyMatch(range -> range.contains(peerAddress));
    }

    private static boolean referrerAllowed(Scope scope, @Nullable String comesFrom) {
        if (scope.allowedReferrers().isEmpty()) {
            return true;
        }
        return comesFrom != null && scope.allowedReferrers().stream().anyMatch(host -> host.matches(comesFrom));
    }
}
