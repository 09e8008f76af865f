package ai.qnp.web.dashboard;

import ai.qnp.ee.admin.AuditFilter;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Which events a page shows, as its address says it. What can't be read counts as left out. */
public final class AuditSearch {
    private @Nullable String action;
    private @Nullable String from;
    private @Nullable String to;

    /** The events of an account; null for all. */
    AuditFilter of(@Nullable String accountId) {
        return new AuditFilter(accountId, instant(from), instant(to), action);
    }

    /** A page with this search. */
    Link on(String page) {
        return Link.to(page).with("action", action).with("from", from).with("to", to);
    }

    /** Whether it lets everything through. */
    public boolean isAll() {
        return action == null && from == null && to == null;
    }

    private static @Nullable Instant instant(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException unreadable) {
            return null;
        }
    }

    private static @Nullable String textOf(@Nullable String given) {
        return given == null || given.isBlank() ? null : given.strip();
    }

    /** As {@code key.created}, or {@code key} for all that is done to keys. */
    public @Nullable String getAction() {
        return action;
    }

    /** Takes an action. */
    public void setAction(@Nullable String action) {
        this.action = textOf(action);
    }

    /** The earliest, an ISO instant. */
    public @Nullable String getFrom() {
        return from;
    }

    /** Takes the earliest. */
    public void setFrom(@Nullable String from) {
        this.from = textOf(from);
    }

    /** Those before it, an ISO instant. */
    public @Nullable String getTo() {
        return to;
    }

    /** Takes the end of the stretch. */
    public void setTo(@Nullable String to) {
        this.to = textOf(to);
    }
}
