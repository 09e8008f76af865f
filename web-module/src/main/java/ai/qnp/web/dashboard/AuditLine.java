package ai.qnp.web.dashboard;

import ai.qnp.ee.admin.AuditEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An event of the audit trail as a line of a table.
 *
 * @param account null for what concerns none
 * @param changes what was changed, field by field
 */
public record AuditLine(
        String id,
        Instant at,
        String actor,
        String address,
        String action,
        @Nullable String account,
        String subject,
        String detail,
        List<Change> changes) {
    private static final int LONGEST = 300;

    /**
     * A field.
     *
     * @param before null for nothing
     * @param after null for nothing
     */
    public record Change(
            String field, @Nullable String before, @Nullable String after) {}

    static AuditLine of(AuditEvent event) {
        return new AuditLine(
                event.id(),
                event.at(),
                event.actor(),
                event.address(),
                event.action(),
                event.accountId(),
                event.subject(),
                event.detail(),
                event.changes()
                        .valueStream()
                        .map(field -> new Change(
                                field.path("field").asString(""), text(field.get("before")), text(field.get("after"))))
                        .toList());
    }

    /** A value of any length; a page shows its beginning, the CSV all of it. */
    private static @Nullable String text(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return null;
        }
        String text = value.isString() ? value.asString() : value.toString();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
