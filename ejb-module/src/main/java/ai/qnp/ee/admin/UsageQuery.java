package ai.qnp.ee.admin;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The condition of a query over usage records ({@code u}). */
final class UsageQuery {
    private final StringBuilder condition = new StringBuilder("u.accountId = :account");
    private final Map<String, Object> parameters = new LinkedHashMap<>();

    UsageQuery(String accountId, UsageFilter filter) {
        parameters.put("account", accountId);
        and("u.at >= :from", "from", filter.from());
        and("u.at < :to", "to", filter.to());
        and("u.keyId = :key", "key", filter.keyId());
        and("(u.model = :model or u.modelRequested = :model)", "model", filter.model());
        and("u.provider = :provider", "provider", filter.provider());
        and("u.status >= :lowest", "lowest", filter.lowestStatus());
        and("u.status <= :highest", "highest", filter.highestStatus());
    }

    /** Goes on behind a row, in the order newest first. */
    UsageQuery behind(@Nullable UsageCursor cursor) {
        if (cursor != null) {
            // The first half is redundant, and what lets the databases start in the middle of the index.
            and("u.at <= :cursorAt and (u.at < :cursorAt or u.id < :cursorId)", "cursorAt", cursor.at());
            parameters.put("cursorId", cursor.id());
        }
        return this;
    }

    /** {@code select … where …}, with what follows. */
    <T> TypedQuery<T> query(EntityManager entities, String select, String rest, Class<T> type) {
        TypedQuery<T> query = entities.createQuery(select + " from UsageRow u where " + condition + rest, type);
        parameters.forEach(query::setParameter);
        return query;
    }

    private void and(String clause, String name, @Nullable Object value) {
        if (value != null) {
            condition.append(" and ").append(clause);
            parameters.put(name, value);
        }
    }
}
