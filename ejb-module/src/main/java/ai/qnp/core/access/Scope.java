package ai.qnp.core.access;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a key may be used for, from where, and when.
 *
 * @param permissions endpoints the key may call
 * @param allowedIps addresses or CIDR ranges; empty allows all
 * @param allowedReferrers host names; empty allows all
 * @param expiresAt null for never
 * @param revokedAt null while it is active; a time ahead is the end of a rotation's grace
 */
public record Scope(
        Set<Permission> permissions,
        List<AddressRange> allowedIps,
        List<ReferrerPattern> allowedReferrers,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt) {
    /** Everything, from anywhere, for ever. */
    public static final Scope ANY = of(Set.of(Permission.values()));

    public Scope {
        permissions = Set.copyOf(permissions);
        allowedIps = List.copyOf(allowedIps);
        allowedReferrers = List.copyOf(allowedReferrers);
    }

    /** Some endpoints, from anywhere, for ever. */
    public static Scope of(Set<Permission> permissions) {
        return new Scope(permissions, List.of(), List.of(), null, null);
    }
}
