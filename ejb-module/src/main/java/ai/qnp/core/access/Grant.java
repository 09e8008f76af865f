package ai.qnp.core.access;

import ai.qnp.core.limits.Quota;
import ai.qnp.core.metering.Budget;
import ai.qnp.core.provider.Credential;
import ai.qnp.core.routing.ChainStep;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a stored API key allows, as the relay needs it.
 *
 * @param keyId the key's id
 * @param firstKeyId the first of the keys that were rotated into each other up to this one: they share budget and limits
 * @param accountId whose key it is
 * @param paysFromCredits whether platform steps are paid from the account's balance (false for the operator's account,
 *     and for all with billing off)
 * @param chain in priority order; empty means platform mode
 * @param credentials the account's own credentials that the chain names, by id
 * @param permissions endpoints the key may call
 * @param allowedIps addresses or CIDR ranges; empty allows all
 * @param allowedReferrers host names; empty allows all
 * @param budget what the key may spend; null for any amount
 * @param quotas how much the key, and its account, may use in a span of time
 * @param expiresAt null for never
 * @param revokedAt null while it is active; a time ahead is the end of a rotation's grace
 * @param logBodies what is kept of its requests' bodies; null for nothing
 */
public record Grant(
        String keyId,
        String firstKeyId,
        String accountId,
        boolean paysFromCredits,
        List<ChainStep> chain,
        Map<String, Credential> credentials,
        Set<Permission> permissions,
        List<AddressRange> allowedIps,
        List<ReferrerPattern> allowedReferrers,
        @Nullable Budget budget,
        List<Quota> quotas,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable BodyLogging logBodies) {
    public Grant {
        chain = List.copyOf(chain);
        credentials = Map.copyOf(credentials);
        permissions = Set.copyOf(permissions);
        allowedIps = List.copyOf(allowedIps);
        allowedReferrers = List.copyOf(allowedReferrers);
        quotas = List.copyOf(quotas);
    }

    /** A key without a budget and limits, of whose bodies nothing is kept. */
    public Grant(
            String keyId,
            String accountId,
            boolean paysFromCredits,
            List<ChainStep> chain,
            Map<String, Credential> credentials,
            Set<Permission> permissions,
            List<AddressRange> allowedIps,
            List<ReferrerPattern> allowedReferrers,
            @Nullable Instant expiresAt,
            @Nullable Instant revokedAt) {
        this(
                keyId,
                keyId,
                accountId,
                paysFromCredits,
                chain,
                credentials,
                permissions,
                allowedIps,
                allowedReferrers,
                null,
                List.of(),
                expiresAt,
                revokedAt,
                null);
    }
}
