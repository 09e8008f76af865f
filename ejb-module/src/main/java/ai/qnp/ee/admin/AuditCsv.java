package ai.qnp.ee.admin;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The audit trail as CSV, with cells as harmless as {@link UsageCsv}'s. */
final class AuditCsv {
    private AuditCsv() {}

    static String header() {
        return "id,at,actor,address,action,account_id,subject,detail,changes\r\n";
    }

    static String row(AuditEvent event) {
        return line(
                event.id(),
                event.at(),
                event.actor(),
                event.address(),
                event.action(),
                event.accountId(),
                event.subject(),
                event.detail(),
                event.changes().toString());
    }

    private static String line(@Nullable Object... cells) {
        return Arrays.stream(cells).map(UsageCsv::cell).collect(Collectors.joining(",")) + "\r\n";
    }
}
