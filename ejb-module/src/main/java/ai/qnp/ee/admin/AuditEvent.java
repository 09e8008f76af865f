package ai.qnp.ee.admin;

import ai.qnp.core.openai.Json;
import ai.qnp.ee.persistence.AuditRow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One line of the audit trail.
 *
 * @param actor who: {@code admin-token}, {@code dashboard}, {@code first-start}
 * @param address from where
 * @param action what was done, as {@code key.created}
 * @param accountId to whose account; null for what concerns none, as signing in
 * @param subject the id of what was changed
 * @param detail a few words on it
 * @param changes {@code [{"field","before","after"}]}, without secrets
 */
public record AuditEvent(
        String id,
        Instant at,
        String actor,
        String address,
        String action,
        @Nullable String accountId,
        String subject,
        String detail,
        JsonNode changes) {
    static AuditEvent of(AuditRow row) {
        return new AuditEvent(
                row.id(),
                row.at(),
                row.actor(),
                row.address(),
                row.action(),
                row.accountId(),
                row.subject(),
                row.detail(),
                Json.MAPPER.readTree(row.changes()));
    }
}
