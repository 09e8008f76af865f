package ai.qnp.ee.admin;

import ai.qnp.core.metering.Fund;
import ai.qnp.core.openai.ApiError;
import ai.qnp.ee.persistence.AccountRow;
import ai.qnp.ee.persistence.EscrowRow;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All accounts, page by page: the operator's alone to see. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // the store opens its own
public class AccountDirectory {
    private static final int MAX_PAGE = 500;

    private AuditedStore store;

    /** For the container's proxy, which never uses its fields. */
    @SuppressWarnings("NullAway.Init")
    public AccountDirectory() {}

    /** The directory itself. */
    @Inject
    public AccountDirectory(AuditedStore store) {
        this.store = store;
    }

    /**
     * A page of accounts, the newest first.
     *
     * @param email a part of their address; null for all
     * @param cursor the {@code next} of the page before; null for the first
     * @param limit 1 to 500
     */
    public Answer<Page<AccountListing>> page(@Nullable String email, @Nullable String cursor, int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            return refused("'limit' must be a whole number from 1 to " + MAX_PAGE + ".", "limit");
        }
        UsageCursor behind = cursor == null ? null : UsageCursor.parse(cursor);
        if (cursor != null && behind == null) {
            return refused("'cursor' must be the 'next' of an earlier page.", "cursor");
        }
        return store.read(entities -> {
            List<AccountRow> rows = rows(entities, email, behind, limit + 1);
            boolean more = rows.size() > limit;
            List<AccountRow> shown = more ? rows.subList(0, limit) : rows;
            String next = more
                    ? new UsageCursor(
                                    shown.getLast().createdAt(), shown.getLast().id())
                            .text()
                    : null;
            return new Answer.Done<>(new Page<>(listed(entities, shown, store.now()), next));
        });
    }

    private static List<AccountRow> rows(
            EntityManager entities, @Nullable String email, @Nullable UsageCursor behind, int limit) {
        String where = (email == null ? "" : " and a.email like :email escape '!'")
                + (behind == null ? "" : " and (a.createdAt < :at or (a.createdAt = :at and a.id < :id))");
        TypedQuery<AccountRow> query = entities.createQuery(
                        "select a from AccountRow a where 1 = 1" + where + " order by a.createdAt desc, a.id desc",
                        AccountRow.class)
                .setMaxResults(limit);
        if (email != null) {
            query.setParameter("email", "%" + literal(email.strip().toLowerCase(Locale.ROOT)) + "%");
        }
        if (behind != null) {
            query.setParameter("at", behind.at()).setParameter("id", behind.id());
        }
        return query.getResultList();
    }

    private static String literal(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    private static List<AccountListing> listed(EntityManager entities, List<AccountRow> rows, Instant now) {
        if (rows.isEmpty()) {
            return List.of();
        }
        List<String> ids = rows.stream().map(AccountRow::id).toList();
        loadWallets(entities, ids);
        Map<String, Long> keys = activeKeys(entities, ids, now);
        return rows.stream()
                .map(row -> new AccountListing(Account.of(entities, row), keys.getOrDefault(row.id(), 0L)))
                .toList();
    }

    /** All at once, for {@link Account#of} to find one by one without asking the database. */
    private static void loadWallets(EntityManager entities, List<String> accountIds) {
        entities.createQuery("select e from EscrowRow e where e.id in :ids", EscrowRow.class)
                .setParameter(
                        "ids",
                        accountIds.stream().map(id -> new Fund.Wallet(id).id()).toList())
                .getResultList();
    }

    private static Map<String, Long> activeKeys(EntityManager entities, List<String> accountIds, Instant now) {
        return entities.createQuery(
                        "select k.accountId, count(k) from ApiKeyRow k where k.accountId in :ids"
                                + " and (k.revokedAt is null or k.revokedAt > :now)"
                                + " and (k.expiresAt is null or k.expiresAt > :now) group by k.accountId",
                        Object[].class)
                .setParameter("ids", accountIds)
                .setParameter("now", now)
                .getResultStream()
                .collect(Collectors.toMap(line -> (String) line[0], line -> (Long) line[1]));
    }

    private static <T> Answer<T> refused(String message, String param) {
        return new Answer.Refused<>(ApiError.invalid("invalid_value", message, param));
    }
}
