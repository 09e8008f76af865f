package ai.qnp.ee.admin;

import ai.qnp.core.metering.Fund;
import ai.qnp.core.openai.ApiError;
import ai.qnp.ee.persistence.LedgerTransactionRow;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An account's ledger, to be read. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // the store opens its own
public class LedgerService {
    private static final int MAX_PAGE = 500;

    private AuditedStore store;

    /** For the container's proxy, which never uses its fields. */
    @SuppressWarnings("NullAway.Init")
    public LedgerService() {}

    /** The service itself. */
    @Inject
    public LedgerService(AuditedStore store) {
        this.store = store;
    }

    /**
     * A page of transactions, the newest first.
     *
     * @param from the earliest; null for all
     * @param to the time that they end before; null for all
     * @param cursor the {@code next} of the page before; null for the first
     * @param limit 1 to 500
     */
    public Answer<Page<LedgerTransaction>> page(
            String accountId, @Nullable Instant from, @Nullable Instant to, @Nullable String cursor, int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            return refused("'limit' must be a whole number from 1 to " + MAX_PAGE + ".", "limit");
        }
        UsageCursor behind = cursor == null ? null : UsageCursor.parse(cursor);
        if (cursor != null && behind == null) {
            return refused("'cursor' must be the 'next' of an earlier page.", "cursor");
        }
        return store.read(entities -> {
            List<LedgerTransactionRow> rows = rows(entities, accountId, from, to, behind, limit + 1);
            boolean more = rows.size() > limit;
            List<LedgerTransactionRow> shown = more ? rows.subList(0, limit) : rows;
            String next =
                    more ? new UsageCursor(shown.getLast().at(), shown.getLast().id()).text() : null;
            return new Answer.Done<>(
                    new Page<>(shown.stream().map(LedgerService::transaction).toList(), next));
        });
    }

    private static List<LedgerTransactionRow> rows(
            EntityManager entities,
            String accountId,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable UsageCursor behind,
            int limit) {
        String where = (from == null ? "" : " and t.at >= :from")
                + (to == null ? "" : " and t.at < :to")
                + (behind == null ? "" : " and (t.at < :at or (t.at = :at and t.id < :id))");
        TypedQuery<LedgerTransactionRow> query = entities.createQuery(
                        "select t from LedgerTransactionRow t where t.accountId = :account" + where
                                + " order by t.at desc, t.id desc",
                        LedgerTransactionRow.class)
                .setParameter("account", accountId)
                .setMaxResults(limit);
        if (from != null) {
            query.setParameter("from", from);
        }
        if (to != null) {
            query.setParameter("to", to);
        }
        if (behind != null) {
            query.setParameter("at", behind.at()).setParameter("id", behind.id());
        }
        return query.getResultList();
    }

    private static LedgerTransaction transaction(LedgerTransactionRow row) {
        return new LedgerTransaction(
                row.id(),
                row.at(),
                row.kind(),
                row.requestId(),
                row.reference(),
                List.of(
                        new LedgerTransaction.Entry(new Fund.Wallet(row.accountId()).id(), row.amount()),
                        new LedgerTransaction.Entry(
                                row.contraAccount(), row.amount().negate())));
    }

    private static <T> Answer<T> refused(String message, String param) {
        return new Answer.Refused<>(ApiError.invalid("invalid_value", message, param));
    }
}
