package ai.qnp.ee.admin;

import ai.qnp.core.openai.ApiError;
import ai.qnp.ee.persistence.AuditRow;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The audit trail: who changed what, when, from where. It is only read here; changes write it themselves. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // the store opens its own
public class AuditService {
    /** The most events a page can have. */
    public static final int MAX_PAGE = 500;

    private static final int CSV_PAGE = 1_000;
    private static final Pattern ACTION = Pattern.compile("[a-z_]{1,40}(\\.[a-z_]{1,40})?");

    private AuditedStore store;

    /** For the container's proxy, which never uses its fields. */
    @SuppressWarnings("NullAway.Init")
    public AuditService() {}

    /** The service itself. */
    @Inject
    public AuditService(AuditedStore store) {
        this.store = store;
    }

    /**
     * Whose events somebody sees: all of them, which is null, if it is the operator and names no account; else those of one
     * account.
     *
     * @param named whether the account was named, and is not merely the caller's own
     */
    public @Nullable String scope(String accountId, boolean named) {
        return store.<@Nullable String>read(entities -> {
            Account operator = AccountService.findOperator(entities);
            return !named && operator != null && operator.id().equals(accountId) ? null : accountId;
        });
    }

    /**
     * A page of events, the newest first.
     *
     * @param cursor the {@code next} of the page before; null for the first
     * @param limit 1 to {@link #MAX_PAGE}
     */
    public Answer<Page<AuditEvent>> page(AuditFilter filter, @Nullable String cursor, int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            return refused("'limit' must be a whole number from 1 to " + MAX_PAGE + ".", "limit");
        }
        UsageCursor behind = cursor == null ? null : UsageCursor.parse(cursor);
        if (cursor != null && behind == null) {
            return refused("'cursor' must be the 'next' of an earlier page.", "cursor");
        }
        if (!isAction(filter.action())) {
            return refused("'action' must be like key.created, or key for all that is done to keys.", "action");
        }
        List<AuditEvent> events = events(filter, behind, limit + 1);
        boolean more = events.size() > limit;
        List<AuditEvent> shown = more ? events.subList(0, limit) : events;
        return new Answer.Done<>(
                new Page<>(shown, more ? cursorOf(shown.getLast()).text() : null));
    }

    /** Writes events as CSV, the newest first, any number of them. The filter's action must be one that a page takes. */
    public void writeCsv(AuditFilter filter, Appendable out) throws IOException {
        out.append(AuditCsv.header());
        UsageCursor behind = null;
        List<AuditEvent> events;
        do {
            events = events(filter, behind, CSV_PAGE);
            for (AuditEvent event : events) {
                out.append(AuditCsv.row(event));
            }
            behind = events.isEmpty() ? null : cursorOf(events.getLast());
        } while (events.size() == CSV_PAGE);
    }

    private static boolean isAction(@Nullable String action) {
        return action == null || ACTION.matcher(action).matches();
    }

    private List<AuditEvent> events(AuditFilter filter, @Nullable UsageCursor behind, int limit) {
        return store.read(entities -> query(entities, filter, behind)
                .setMaxResults(limit)
                .getResultStream()
                .map(AuditEvent::of)
                .toList());
    }

    private static TypedQuery<AuditRow> query(
            EntityManager entities, AuditFilter filter, @Nullable UsageCursor behind) {
        StringBuilder condition = new StringBuilder();
        Map<String, Object> parameters = new LinkedHashMap<>();
        and(condition, parameters, "a.accountId = :account", "account", filter.accountId());
        and(condition, parameters, "a.at >= :from", "from", filter.from());
        and(condition, parameters, "a.at < :to", "to", filter.to());
        String action = filter.action();
        if (action != null && !action.contains(".")) {
            and(condition, parameters, "a.action like :family escape '!'", "family", action.replace("_", "!_") + ".%");
        } else {
            and(condition, parameters, "a.action = :action", "action", action);
        }
        if (behind != null) {
            and(
                    condition,
                    parameters,
                    "a.at <= :cursorAt and (a.at < :cursorAt or a.id < :cursorId)",
                    "cursorAt",
                    behind.at());
            parameters.put("cursorId", behind.id());
        }
        TypedQuery<AuditRow> query = entities.createQuery(
                "select a from AuditRow a" + condition + " order by a.at desc, a.id desc", AuditRow.class);
        parameters.forEach(query::setParameter);
        return query;
    }

    private static void and(
            StringBuilder condition,
            Map<String, Object> parameters,
            String clause,
            String name,
            @Nullable Object value) {
        if (value != null) {
            condition.append(condition.isEmpty() ? " where " : " and ").append(clause);
            parameters.put(name, value);
        }
    }

    private static UsageCursor cursorOf(AuditEvent event) {
        return new UsageCursor(event.at(), event.id());
    }

    private static <T> Answer<T> refused(String message, String param) {
        return new Answer.Refused<>(ApiError.invalid("invalid_value", message, param));
    }
}
