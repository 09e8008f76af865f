package ai.qnp.ee.admin;

import ai.qnp.core.metering.UsageRecord;
import ai.qnp.core.openai.ApiError;
import ai.qnp.core.relay.Outcome;
import ai.qnp.ee.persistence.UsageRow;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an account has used: one record a request, sums, receipts. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // the store opens its own
public class UsageService {
    /** The most rows a page can have. */
    public static final int MAX_PAGE = 500;

    private static final int CSV_PAGE = 1_000;
    private static final String NEWEST_FIRST = " order by u.at desc, u.id desc";

    private AuditedStore store;

    /** For the container's proxy, which never uses its fields. */
    @SuppressWarnings("NullAway.Init")
    public UsageService() {}

    /** The service itself. */
    @Inject
    public UsageService(AuditedStore store) {
        this.store = store;
    }

    /**
     * A page of records, the newest first.
     *
     * @param cursor the {@code next} of the page before; null for the first
     * @param limit 1 to {@link #MAX_PAGE}
     */
    public Answer<Page<UsageRecord>> page(String accountId, UsageFilter filter, @Nullable String cursor, int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            return refused("'limit' must be a whole number from 1 to " + MAX_PAGE + ".", "limit");
        }
        UsageCursor behind = cursor == null ? null : UsageCursor.parse(cursor);
        if (cursor != null && behind == null) {
            return refused("'cursor' must be the 'next' of an earlier page.", "cursor");
        }
        List<UsageRecord> rows = rows(accountId, filter, behind, limit + 1);
        boolean more = rows.size() > limit;
        List<UsageRecord> shown = more ? rows.subList(0, limit) : rows;
        return new Answer.Done<>(
                new Page<>(shown, more ? cursorOf(shown.getLast()).text() : null));
    }

    /** How many records a filter lets through. */
    public long count(String accountId, UsageFilter filter) {
        return store.read(entities -> new UsageQuery(accountId, filter)
                .query(entities, "select count(u)", "", Long.class)
                .getSingleResult());
    }

    /** Writes records as CSV, the newest first, page by page: any number of them. */
    public void writeCsv(String accountId, UsageFilter filter, Appendable out) throws IOException {
        out.append(UsageCsv.header());
        UsageCursor behind = null;
        List<UsageRecord> rows;
        do {
            rows = rows(accountId, filter, behind, CSV_PAGE);
            for (UsageRecord made : rows) {
                out.append(UsageCsv.row(made));
            }
            behind = rows.isEmpty() ? null : cursorOf(rows.getLast());
        } while (rows.size() == CSV_PAGE);
    }

    /** The receipt of one request: its record, plan and attempts; 404 when the account has none of that id. */
    public Answer<Outcome> receipt(String accountId, String requestId) {
        Outcome outcome = store.<@Nullable Outcome>read(entities -> {
            UsageRow row = entities.find(UsageRow.class, requestId);
            return row == null ? null : row.toOutcome();
        });
        return outcome == null || !accountId.equals(outcome.record().accountId())
                ? new Answer.Refused<>(ApiError.notFound(
                        "request_not_found", "There is no record of a request '" + requestId + "'.", null))
                : new Answer.Done<>(outcome);
    }

    /** Sums by group. */
    public UsageSummary summary(String accountId, UsageFilter filter, UsageSummary.GroupBy groupBy) {
        return store.read(entities -> new UsageSummary(groupBy, UsageSums.lines(entities, accountId, filter, groupBy)));
    }

    /** Sums and a series by day. */
    public UsageOverview overview(String accountId, Instant from, Instant to) {
        return store.read(entities -> UsageSums.overview(entities, accountId, from, to));
    }

    /** Sums and a series by hour, for a day or two: each record in between is looked at. */
    public UsageHours hours(String accountId, Instant from, Instant to) {
        return store.read(entities -> UsageSums.hours(entities, accountId, from, to));
    }

    private List<UsageRecord> rows(String accountId, UsageFilter filter, @Nullable UsageCursor behind, int limit) {
        return store.read(entities -> new UsageQuery(accountId, filter)
                .behind(behind)
                .query(entities, "select u", NEWEST_FIRST, UsageRow.class)
                .setMaxResults(limit)
                .getResultStream()
                .map(UsageRow::toRecord)
                .toList());
    }

    private static UsageCursor cursorOf(UsageRecord made) {
        return new UsageCursor(made.at(), made.id());
    }

    private static <T> Answer<T> refused(String message, String param) {
        return new Answer.Refused<>(ApiError.invalid("invalid_value", message, param));
    }
}
