package ai.qnp.web.dashboard;

import ai.qnp.core.access.BodyLogging;
import ai.qnp.core.access.Permission;
import ai.qnp.core.provider.Credential;
import ai.qnp.core.routing.ChainStep;
import ai.qnp.ee.admin.ApiKey;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A key as a line of the table.
 *
 * @param prefix how its text begins
 * @param chain the providers it asks, in order; empty in platform mode
 * @param scoped whether it is limited to permissions, addresses or sites
 * @param status {@code active}, {@code ending} (rotated, the grace runs), {@code expired}, {@code revoked}
 * @param spending what is spent of its budget; null without one
 * @param limits its limits in few words
 * @param until when an ending one ends, or an active one expires
 * @param bodiesDays how long the bodies of its requests are kept; null when they are not
 */
public record KeyRow(
        String id,
        String name,
        String prefix,
        List<Hop> chain,
        boolean scoped,
        Instant createdAt,
        @Nullable Instant lastUsedAt,
        String status,
        @Nullable Instant until,
        @Nullable Spending spending,
        String limits,
        @Nullable Long bodiesDays)
        implements Serializable {
    public KeyRow {
        chain = List.copyOf(chain);
    }

    /**
     * One provider of a chain.
     *
     * @param models the models it is limited to, in words; empty for all
     * @param own whether the account's own credential is used
     */
    public record Hop(String provider, String models, boolean own) implements Serializable {}

    static KeyRow of(ApiKey key, Instant now, UnaryOperator<String> providerName) {
        Instant revokedAt = key.revokedAt();
        Instant expiresAt = key.settings().expiresAt();
        BodyLogging logBodies = key.settings().logBodies();
        boolean active = key.isActive(now);
        String status = active
                ? (revokedAt == null ? "active" : "ending")
                : (revokedAt == null || now.isBefore(revokedAt) ? "expired" : "revoked");
        return new KeyRow(
                key.id(),
                key.settings().name(),
                key.prefix(),
                key.settings().chain().stream()
                        .map(step -> hop(step, providerName))
                        .toList(),
                isScoped(key),
                key.createdAt(),
                key.lastUsedAt(),
                status,
                revokedAt == null ? expiresAt : revokedAt,
                Spending.of(key),
                Spending.limits(key.settings().limits()),
                logBodies == null ? null : logBodies.retentionDays());
    }

    /** Whether requests with it are served. */
    public boolean served() {
        return status.equals("active") || status.equals("ending");
    }

    private static Hop hop(ChainStep step, UnaryOperator<String> providerName) {
        return new Hop(
                providerName.apply(step.provider()),
                String.join(", ", step.models()),
                !step.credential().equals(Credential.PLATFORM));
    }

    private static boolean isScoped(ApiKey key) {
        return key.settings().permissions().size() < Permission.values().length
                || !key.settings().allowedIps().isEmpty()
                || !key.settings().allowedReferrers().isEmpty();
    }
}
