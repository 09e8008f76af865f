package ai.qnp.core.access;

import ai.qnp.core.openai.ApiError;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** May this grant be used, now, from there, for that? */
public final class Admission {
    private Admission() {}

    /**
     * Checks a grant in the order: active, permission, address, referrer.
     *
     * @param wanted what the endpoint needs; null for one that any key may call
     * @param origin the {@code Origin} header
     * @param referer the {@code Referer} header, which counts when there is no origin
     * @return null when the request may go on
     */
    public static @Nullable ApiError refusal(
            Grant grant,
            @Nullable Permission wanted,
            String peerAddress,
            @Nullable String origin,
            @Nullable String referer,
            Instant now) {
        ApiError refusal = refusal(grant, wanted, now);
        return refusal == null ? placeRefusal(grant, peerAddress, origin == null ? referer : origin) : refusal;
    }

    /**
     * Checks a grant without asking from where it is used: for its owner, who may change that anyway.
     *
     * @param wanted what the endpoint needs; null for one that any key may call
     * @return null when the request may go on
     */
    public static @Nullable ApiError refusal(Grant grant, @Nullable Permission wanted, Instant now) {
        if (grant.revokedAt() != null && !now.isBefore(grant.revokedAt())) {
            return ApiError.unauthenticated(
                    "revoked_api_key", "This API key was revoked. Create another one in the dashboard under Keys.");
        }
        if (grant.expiresAt() != null && !now.isBefore(grant.expiresAt())) {
            return ApiError.unauthenticated(
                    "expired_api_key",
                    "This API key expired at " + grant.expiresAt() + ". Create another one, or set a later expiry.");
        }
        if (wanted != null && !grant.permissions().contains(wanted)) {
            return ApiError.forbidden(
                    "permission_denied",
                    "This API key lacks the permission '" + wanted.wireName()
                            + "'. Add it to the key, or use another.");
        }
        return null;
    }

    private static @Nullable ApiError placeRefusal(Grant grant, String peerAddress, @Nullable String comesFrom) {
        if (!addressAllowed(grant, peerAddress)) {
            return ApiError.forbidden(
                    "ip_not_allowed",
                    "This API key may not be used from " + peerAddress + ". Add the address to the key's allowed IPs.");
        }
        return referrerAllowed(grant, comesFrom)
                ? null
                : ApiError.forbidden(
                        "referrer_not_allowed",
                        "This API key may only be used from the sites in its allowed referrers; the request's Origin or"
                                + " Referer header names none of them.");
    }

    private static boolean addressAllowed(Grant grant, String peerAddress) {
        return grant.allowedIps().isEmpty()
                || grant.allowedIps().stream().anyMatch(range -> range.contains(peerAddress));
    }

    private static boolean referrerAllowed(Grant grant, @Nullable String comesFrom) {
        if (grant.allowedReferrers().isEmpty()) {
            return true;
        }
        return comesFrom != null && grant.allowedReferrers().stream().anyMatch(host -> host.matches(comesFrom));
    }
}
