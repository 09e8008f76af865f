package ai.qnp.ee.signin;

import ai.qnp.core.openai.ApiError;
import ai.qnp.ee.admin.Actor;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.AuditedStore;
import ai.qnp.ee.admin.Texts;
import ai.qnp.ee.persistence.PasskeyRow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Passkeys: several an account, each with a name, any of which opens it. Their secret halves never come here. */
@ApplicationScoped
public class Passkeys {
    private static final int MAX_NAME = 100;

    private AuditedStore store;

    /** For the container's proxy, which never uses its fields. */
    @SuppressWarnings("NullAway.Init")
    public Passkeys() {}

    /** The service itself. */
    @Inject
    public Passkeys(AuditedStore store) {
        this.store = store;
    }

    /** An account's passkeys, the oldest first. */
    public List<Passkey> list(String accountId) {
        return store.read(
                entities -> rows(entities, accountId).stream().map(Passkey::of).toList());
    }

    /** Calls one something else; 404 when the account has none of that id. */
    public Answer<Passkey> rename(String accountId, String id, String name, Actor actor) {
        String called = name.strip();
        if (!isName(called)) {
            return badName();
        }
        return store.change(change -> {
            PasskeyRow row = owned(change, accountId, id);
            if (row == null) {
                return notFound(id);
            }
            row.call(called);
            change.audit(actor, "passkey.renamed", accountId, id, "\"" + called + "\"");
            return new Answer.Done<>(Passkey.of(row));
        });
    }

    /** Removes one at once; 404 when the account has none of that id. */
    public Answer<Passkey> remove(String accountId, String id, Actor actor) {
        return store.change(change -> {
            PasskeyRow row = owned(change, accountId, id);
            if (row == null) {
                return notFound(id);
            }
            change.entities().remove(row);
            change.audit(actor, "passkey.removed", accountId, id, "\"" + row.name() + "\"");
            return new Answer.Done<>(Passkey.of(row));
        });
    }

    private static @Nullable PasskeyRow owned(AuditedStore.Change change, String accountId, String id) {
        PasskeyRow row = change.entities().find(PasskeyRow.class, id, LockModeType.PESSIMISTIC_WRITE);
        return row == null || !row.accountId().equals(accountId) ? null : row;
    }

    static List<PasskeyRow> rows(EntityManager entities, String accountId) {
        return entities.createQuery(
                        "select p from PasskeyRow p where p.accountId = :account order by p.createdAt, p.id",
                        PasskeyRow.class)
                .setParameter("account", accountId)
                .getResultList();
    }

    static boolean isName(String called) {
        return !called.isEmpty() && Texts.isShortLine(called, MAX_NAME);
    }

    static <T> Answer<T> badName() {
        return new Answer.Refused<>(ApiError.invalid(
                "invalid_value", "A passkey's name is a line of 1 to " + MAX_NAME + " characters.", "name"));
    }

    private static <T> Answer<T> notFound(String id) {
        return new Answer.Refused<>(ApiError.notFound("passkey_not_found", "There is no passkey '" + id + "'.", null));
    }
}
