package ai.qnp.ee.signin;

import ai.qnp.core.access.KeyText;
import ai.qnp.core.openai.ApiError;
import ai.qnp.ee.admin.Account;
import ai.qnp.ee.admin.Actor;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.AuditedStore;
import ai.qnp.ee.persistence.AccountRow;
import ai.qnp.ee.persistence.SessionRow;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is signed in where. A session lives in the database and is asked for there with every page, so that one that was
 * ended opens nothing more, on any node. The browser keeps a secret text, the database its hash.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // the store opens its own
public class Sessions {
    /** A page more seldom writes than it reads. */
    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);

    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(30);

    private AuditedStore store;
    private SignInSettings settings;

    /** For the container's proxy, which never uses its fields. */
    @SuppressWarnings("NullAway.Init")
    public Sessions() {}

    /** The service itself. */
    @Inject
    public Sessions(AuditedStore store, SignInSettings settings) {
        this.store = store;
        this.settings = settings;
    }

    /**
     * Begins a session, always a new one.
     *
     * @param browser what the browser calls itself
     * @return what the browser shall keep
     */
    public String begin(String accountId, SignInMethod method, String browser, Actor actor) {
        String token = SecretText.next(store.randomness());
        return store.change(change -> {
            Instant now = store.now();
            forgetOld(change.entities(), now);
            SessionRow row = new SessionRow(
                    change.newId("session"),
                    KeyText.hashOf(token),
                    accountId,
                    method.wireName(),
                    actor.address(),
                    browser,
                    now,
                    now,
                    now.plus(settings.longest()));
            change.entities().persist(row);
            change.audit(actor, "session.begun", accountId, row.id(), "by " + method.wireName());
            return token;
        });
    }

    /** Whose session that is; null when it was ended, has expired or never was. */
    public @Nullable Visit find(String token) {
        Visit visit = store.read(entities -> {
            SessionRow row = rowOf(entities, token);
            if (row == null || !goesOn(row)) {
                return null;
            }
            AccountRow account = entities.find(AccountRow.class, row.accountId());
            return account == null ? null : new Visit(Session.of(row), Account.of(entities, account));
        });
        if (visit != null && !store.now().isBefore(visit.session().lastSeenAt().plus(NOTED_EVERY))) {
            note(visit.session().id());
        }
        return visit;
    }

    /** An account's sessions that go on, the newest first. */
    public List<Session> list(String accountId) {
        return store.read(entities -> entities.createQuery(
                        "select s from SessionRow s where s.accountId = :account and s.revokedAt is null"
                                + " order by s.createdAt desc, s.id desc",
                        SessionRow.class)
                .setParameter("account", accountId)
                .getResultStream()
                .filter(this::goesOn)
                .map(Session::of)
                .toList());
    }

    /** Ends one of an account's sessions; 404 when it has none of that id. */
    public Answer<Session> revoke(String accountId, String id, Actor actor) {
        return store.change(change -> {
            SessionRow row = change.entities().find(SessionRow.class, id, LockModeType.PESSIMISTIC_WRITE);
            if (row == null || !row.accountId().equals(accountId)) {
                return new Answer.Refused<>(
                        ApiError.notFound("session_not_found", "There is no session '" + id + "'.", null));
            }
            end(change, row, "session.revoked", actor);
            return new Answer.Done<>(Session.of(row));
        });
    }

    /** Ends the session of the browser that keeps this, if there is one. */
    public void end(String token, Actor actor) {
        store.change(change -> {
            SessionRow row = rowOf(change.entities(), token);
            if (row != null) {
                end(change, row, "session.ended", actor);
            }
            return token;
        });
    }

    private void end(AuditedStore.Change change, SessionRow row, String action, Actor actor) {
        if (row.revokedAt() == null) {
            row.revokeAt(store.now());
            change.audit(actor, action, row.accountId(), row.id(), "by " + row.method());
        }
    }

    private void note(String id) {
        store.change(change -> change.entities()
                .createQuery("update SessionRow s set s.lastSeenAt = :now where s.id = :id")
                .setParameter("now", store.now())
                .setParameter("id", id)
                .executeUpdate());
    }

    private boolean goesOn(SessionRow row) {
        Instant now = store.now();
        return row.revokedAt() == null
                && now.isBefore(row.expiresAt())
                && now.isBefore(row.lastSeenAt().plus(settings.idle()));
    }

    /** What ended long ago; the audit trail still has it. */
    private static void forgetOld(EntityManager entities, Instant now) {
        entities.createQuery("delete from SessionRow s where s.expiresAt < :before")
                .setParameter("before", now.minus(FORGOTTEN_AFTER))
                .executeUpdate();
    }

    private static @Nullable SessionRow rowOf(EntityManager entities, String token) {
        return entities.createQuery("select s from SessionRow s where s.hash = :hash", SessionRow.class)
                .setParameter("hash", KeyText.hashOf(token))
                .getResultStream()
                .findFirst()
                .orElse(null);
    }
}
