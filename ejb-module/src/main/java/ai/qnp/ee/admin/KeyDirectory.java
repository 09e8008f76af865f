package ai.qnp.ee.admin;

import ai.qnp.core.openai.ApiError;
import ai.qnp.core.relay.Caller;
import ai.qnp.ee.persistence.ApiKeyRow;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;

/** The keys of an account, for whoever may see them; {@link KeyService} makes and changes them. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // the store opens its own
public class KeyDirectory {
    private AuditedStore store;

    /** For the container's proxy, which never uses its fields. */
    @SuppressWarnings("NullAway.Init")
    public KeyDirectory() {}

    /** The directory itself. */
    @Inject
    public KeyDirectory(AuditedStore store) {
        this.store = store;
    }

    /** An account's keys, revoked ones included, the newest first. */
    public List<ApiKey> list(String accountId) {
        return store.read(entities -> entities
                .createQuery(
                        "select k from ApiKeyRow k where k.accountId = :account order by k.createdAt desc, k.id desc",
                        ApiKeyRow.class)
                .setParameter("account", accountId)
                .getResultList()
                .stream()
                .map(row -> shown(entities, row, store.now()))
                .toList());
    }

    /** One key; 404 when the account has none of that id. */
    public Answer<ApiKey> get(String accountId, String id) {
        return store.read(entities -> {
            ApiKeyRow row = entities.find(ApiKeyRow.class, id);
            return row == null || !row.accountId().equals(accountId)
                    ? unknown(id)
                    : new Answer.Done<>(shown(entities, row, store.now()));
        });
    }

    /** The caller who uses a key of the account without presenting it; 404 when the account has none of that id. */
    public Answer<Caller> owner(String accountId, String id) {
        return store.read(entities -> {
            ApiKeyRow row = entities.find(ApiKeyRow.class, id);
            return row == null || !row.accountId().equals(accountId)
                    ? unknown(id)
                    : new Answer.Done<>(new Caller.Owner(row.hash()));
        });
    }

    /** A stored key as it may be shown at a time. */
    static ApiKey shown(EntityManager entities, ApiKeyRow row, Instant now) {
        List<Instant> newest = entities.createQuery(
                        "select u.at from UsageRow u where u.keyId = :key order by u.at desc", Instant.class)
                .setParameter("key", row.id())
                .setMaxResults(1)
                .getResultList();
        return ApiKey.of(row, newest.isEmpty() ? null : newest.getFirst(), BudgetUse.of(entities, row, now));
    }

    static <T> Answer<T> unknown(String id) {
        return new Answer.Refused<>(ApiError.notFound("key_not_found", "There is no key '" + id + "'.", null));
    }
}
