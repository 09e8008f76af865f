package ai.qnp.ee.bodies;

import ai.qnp.core.relay.LoggedBody;
import ai.qnp.ee.persistence.RequestBodyRow;
import ai.qnp.ee.persistence.Transactions;
import ai.qnp.ee.vault.Vault;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bodies in the database, sealed. Safe from any thread. */
public final class BodyStore {
    /** Few enough that a transaction of them is short. */
    private static final int PURGED_AT_ONCE = 200;

    private final Transactions transactions;
    private final Vault vault;
    private final InstantSource clock;

    /** Over a database whose schema is current. */
    public BodyStore(Transactions transactions, Vault vault, InstantSource clock) {
        this.transactions = transactions;
        this.vault = vault;
        this.clock = clock;
    }

    /** Stores bodies, all or none. */
    public void store(List<LoggedBody> bodies) {
        List<RequestBodyRow> rows = bodies.stream().map(this::sealed).toList();
        transactions.inTransaction(entities -> {
            rows.forEach(entities::persist);
            return rows.size();
        });
    }

    private RequestBodyRow sealed(LoggedBody body) {
        String purpose = RequestBodyRow.sealedFor(body.requestId(), body.accountId());
        return new RequestBodyRow(body, vault.sealBytes(body.bytes().utf8(), purpose));
    }

    /** The body of an account's request; null when none is kept, or its time has come. */
    @Nullable LoggedBody find(EntityManager entities, String accountId, String requestId) {
        RequestBodyRow row = entities.find(RequestBodyRow.class, requestId);
        return row == null
                        || !row.accountId().equals(accountId)
                        || !clock.instant().isBefore(row.expiresAt())
                ? null
                : opened(row, requestId);
    }

    private LoggedBody opened(RequestBodyRow row, String requestId) {
        try {
            return row.opened(vault.openBytes(row.sealed(), RequestBodyRow.sealedFor(requestId, row.accountId())));
        } catch (Vault.CannotOpen damaged) {
            throw new IllegalStateException("the body of " + requestId + " can't be opened", damaged);
        }
    }

    /** Whether {@link #find} finds one; opens nothing. */
    boolean isKept(String accountId, String requestId) {
        return transactions.read(entities -> !entities.createQuery(
                        "select b.requestId from RequestBodyRow b where b.requestId = :id and b.accountId = :account"
                                + " and b.expiresAt > :now",
                        String.class)
                .setParameter("id", requestId)
                .setParameter("account", accountId)
                .setParameter("now", clock.instant())
                .getResultList()
                .isEmpty());
    }

    /**
     * Deletes the bodies whose time has come, some at a time. Any server may do it, several at once as well.
     *
     * @return how many this one deleted
     */
    public int purge() {
        Instant now = clock.instant();
        int purged = 0;
        List<String> expired;
        do {
            expired = expired(now);
            purged += delete(expired);
        } while (expired.size() == PURGED_AT_ONCE);
        return purged;
    }

    private List<String> expired(Instant now) {
        return transactions.read(entities -> entities.createQuery(
                        "select b.requestId from RequestBodyRow b where b.expiresAt <= :now order by b.expiresAt",
                        String.class)
                .setParameter("now", now)
                .setMaxResults(PURGED_AT_ONCE)
                .getResultList());
    }

    private int delete(List<String> ids) {
        return ids.isEmpty()
                ? 0
                : transactions.inTransaction(
                        entities -> entities.createQuery("delete from RequestBodyRow b where b.requestId in :ids")
                                .setParameter("ids", ids)
                                .executeUpdate());
    }
}
