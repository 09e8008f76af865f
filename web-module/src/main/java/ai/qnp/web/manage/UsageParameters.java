package ai.qnp.web.manage;

import ai.qnp.core.openai.ApiError;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.UsageFilter;
import ai.qnp.ee.admin.UsageSummary;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The query parameters of the usage calls, some of which the audit trail has too. Empty ones count as left out. */
final class UsageParameters {
    private static final int DEFAULT_LIMIT = 50;
    private static final Pattern STATUS = Pattern.compile("[1-5]\\d\\d");
    private static final Pattern STATUS_CLASS = Pattern.compile("[1-5]xx");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private final MultivaluedMap<String, String> parameters;
    private @Nullable ApiError problem;

    UsageParameters(MultivaluedMap<String, String> parameters) {
        this.parameters = parameters;
    }

    Answer<UsageFilter> filter() {
        String status = status();
        UsageFilter filter = new UsageFilter(
                time("from"),
                time("to"),
                text("key"),
                text("model"),
                text("provider"),
                status == null ? null : Integer.valueOf(status.replace('x', '0')),
                status == null ? null : Integer.valueOf(status.replace('x', '9')));
        return problem == null ? new Answer.Done<>(filter) : new Answer.Refused<>(problem);
    }

    /** A number out of range is for the service to refuse; what is no number counts as one. */
    int limit() {
        String text = text("limit");
        try {
            return text == null ? DEFAULT_LIMIT : Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            return -1;
        }
    }

    @Nullable String cursor() {
        return text("cursor");
    }

    /** Of the audit trail; its service judges it. */
    @Nullable String action() {
        return text("action");
    }

    Answer<UsageSummary.GroupBy> groupBy() {
        String word = text("group_by");
        UsageSummary.GroupBy groupBy = word == null ? UsageSummary.GroupBy.DAY : UsageSummary.GroupBy.named(word);
        return groupBy == null
                ? new Answer.Refused<>(ApiError.invalid(
                        "invalid_value", "'group_by' must be day, key, model or provider.", "group_by"))
                : new Answer.Done<>(groupBy);
    }

    /** {@code 429}, or {@code 4xx} for all of a class. */
    private @Nullable String status() {
        String text = text("status");
        if (text == null
                || STATUS.matcher(text).matches()
                || STATUS_CLASS.matcher(text).matches()) {
            return text;
        }
        wrong("status", "an HTTP status like 429, or a class like 4xx");
        return null;
    }

    private @Nullable Instant time(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            return DATE.matcher(text).matches()
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    // A plus that was not escaped arrives as a space.
                    : Instant.parse(text.replace(' ', '+'));
        } catch (DateTimeException malformed) {
            wrong(name, "a time like 2030-01-31T12:00:00Z, or a date");
            return null;
        }
    }

    private @Nullable String text(String name) {
        String text = parameters.getFirst(name);
        return text == null || text.isBlank() ? null : text.strip();
    }

    private void wrong(String name, String wanted) {
        problem = ApiError.invalid("invalid_value", "'" + name + "' must be " + wanted + ".", name);
    }
}
