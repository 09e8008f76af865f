package ai.qnp.ee.admin;

import ai.qnp.core.access.BodyLogging;
import ai.qnp.core.access.Permission;
import ai.qnp.core.limits.KeyLimits;
import ai.qnp.core.metering.Budget;
import ai.qnp.core.routing.ChainStep;
import ai.qnp.ee.persistence.ApiKeyRow;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What people decide about a key. Not checked yet: {@link KeyService} does that.
 *
 * @param chain in priority order; empty for platform mode
 * @param permissions the endpoints it may call
 * @param allowedIps addresses or CIDR ranges; empty for all
 * @param allowedReferrers host names, {@code *.example.com} for those below one; empty for all
 * @param expiresAt null for never
 * @param budget what it may spend; null for any amount
 * @param limits what it may use in a span of time
 * @param logBodies what is kept of its requests' bodies, which only the operator may change; null for nothing
 */
public record KeySettings(
        String name,
        List<ChainStep> chain,
        Set<Permission> permissions,
        List<String> allowedIps,
        List<String> allowedReferrers,
        @Nullable Instant expiresAt,
        @Nullable Budget budget,
        KeyLimits limits,
        @Nullable BodyLogging logBodies) {
    public KeySettings {
        chain = List.copyOf(chain);
        permissions = Set.copyOf(permissions);
        allowedIps = List.copyOf(allowedIps);
        allowedReferrers = List.copyOf(allowedReferrers);
    }

    /** A key without a chain that may do everything, from everywhere, for ever. */
    public static KeySettings named(String name) {
        return new KeySettings(
                name,
                List.of(),
                EnumSet.allOf(Permission.class),
                List.of(),
                List.of(),
                null,
                null,
                KeyLimits.NONE,
                null);
    }

    /** The same under another name. */
    public KeySettings withName(String newName) {
        return new KeySettings(
                newName, chain, permissions, allowedIps, allowedReferrers, expiresAt, budget, limits, logBodies);
    }

    /** The same with another chain. */
    public KeySettings withChain(List<ChainStep> newChain) {
        return new KeySettings(
                name, newChain, permissions, allowedIps, allowedReferrers, expiresAt, budget, limits, logBodies);
    }

    /** The same with other permissions. */
    public KeySettings withPermissions(Set<Permission> newPermissions) {
        return new KeySettings(
                name, chain, newPermissions, allowedIps, allowedReferrers, expiresAt, budget, limits, logBodies);
    }

    /** The same for other addresses. */
    public KeySettings withAllowedIps(List<String> newAllowedIps) {
        return new KeySettings(
                name, chain, permissions, newAllowedIps, allowedReferrers, expiresAt, budget, limits, logBodies);
    }

    /** The same for other sites. */
    public KeySettings withAllowedReferrers(List<String> newAllowedReferrers) {
        return new KeySettings(
                name, chain, permissions, allowedIps, newAllowedReferrers, expiresAt, budget, limits, logBodies);
    }

    /** The same until another time. */
    public KeySettings withExpiresAt(@Nullable Instant newExpiresAt) {
        return new KeySettings(
                name, chain, permissions, allowedIps, allowedReferrers, newExpiresAt, budget, limits, logBodies);
    }

    /** The same with another budget. */
    public KeySettings withBudget(@Nullable Budget newBudget) {
        return new KeySettings(
                name, chain, permissions, allowedIps, allowedReferrers, expiresAt, newBudget, limits, logBodies);
    }

    /** The same with other limits. */
    public KeySettings withLimits(KeyLimits newLimits) {
        return new KeySettings(
                name, chain, permissions, allowedIps, allowedReferrers, expiresAt, budget, newLimits, logBodies);
    }

    /** The same with other words on its bodies. */
    public KeySettings withLogBodies(@Nullable BodyLogging newLogBodies) {
        return new KeySettings(
                name, chain, permissions, allowedIps, allowedReferrers, expiresAt, budget, limits, newLogBodies);
    }

    /** Writes them into the key's row. */
    void storeIn(ApiKeyRow row) {
        row.allow(name.strip(), chain, permissions, allowedIps, allowedReferrers, expiresAt);
        row.limit(budget, limits);
        row.logBodies(logBodies);
    }
}
