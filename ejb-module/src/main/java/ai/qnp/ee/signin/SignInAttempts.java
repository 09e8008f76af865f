package ai.qnp.ee.signin;

import ai.qnp.core.access.KeyText;
import ai.qnp.ee.admin.Actor;
import ai.qnp.ee.admin.AuditedStore;
import ai.qnp.ee.persistence.SignInAttemptRow;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Sign-ins that were begun and not finished. Each is finished at most once, in time, and by the browser that began it:
 * nobody can be made to finish another's, nor finish their own for somebody else.
 */
final class SignInAttempts {
    private final AuditedStore store;

    SignInAttempts(AuditedStore store) {
        this.store = store;
    }

    /**
     * What begins.
     *
     * @param browser the secret that the browser keeps
     * @param email whom a link is for
     * @param payload what is needed to finish
     * @param next where somebody wants to go
     */
    record Beginning(
            SignInMethod method,
            String browser,
            @Nullable String email,
            String payload,
            @Nullable String next,
            Duration time) {}

    /** What was begun. */
    record Begun(
            @Nullable String email,
            String payload,
            @Nullable String next) {}

    /** What asking to finish gave. */
    sealed interface Finish {
        /** It is finished now, by this call and no other. */
        record Now(Begun begun) implements Finish {}

        /** Another browser began it; it can still do so. */
        record ElsewhereBegun() implements Finish {}

        /** It was finished before, its time is over, or it never was. */
        record Gone() implements Finish {}
    }

    /** Begins one, known by a secret that must come back. */
    void begin(String secret, Beginning beginning, Actor actor) {
        store.change(change -> {
            Instant now = store.now();
            change.entities()
                    .createQuery("delete from SignInAttemptRow a where a.expiresAt < :before")
                    .setParameter("before", now.minus(Duration.ofDays(1)))
                    .executeUpdate();
            SignInAttemptRow row = new SignInAttemptRow(
                    KeyText.hashOf(secret),
                    beginning.method().wireName(),
                    KeyText.hashOf(beginning.browser()),
                    beginning.email(),
                    actor.address(),
                    beginning.payload(),
                    beginning.next(),
                    now,
                    now.plus(beginning.time()));
            change.entities().persist(row);
            return row.kind();
        });
    }

    /** Finishes one, if this browser may. */
    Finish finish(SignInMethod method, String secret, @Nullable String browser, Actor actor) {
        return store.change(change -> {
            SignInAttemptRow row = change.entities().find(SignInAttemptRow.class, KeyText.hashOf(secret));
            Finish finish = row == null || !row.kind().equals(method.wireName())
                    ? new Finish.Gone()
                    : finish(change, row, KeyText.hashOf(secret), browser);
            if (!(finish instanceof Finish.Now)) {
                change.audit(actor, "sign_in.refused", null, "dashboard", "by " + method.wireName());
            }
            return finish;
        });
    }

    private Finish finish(AuditedStore.Change change, SignInAttemptRow row, String hash, @Nullable String browser) {
        Instant now = store.now();
        if (row.usedAt() != null || !now.isBefore(row.expiresAt())) {
            return new Finish.Gone();
        }
        if (browser == null || !row.browserHash().equals(KeyText.hashOf(browser))) {
            return new Finish.ElsewhereBegun();
        }
        // of two at the same moment, the database lets one through
        int used = change.entities()
                .createQuery("update SignInAttemptRow a set a.usedAt = :now where a.hash = :hash and a.usedAt is null")
                .setParameter("now", now)
                .setParameter("hash", hash)
                .executeUpdate();
        return used == 1 ? new Finish.Now(new Begun(row.email(), row.payload(), row.nextPage())) : new Finish.Gone();
    }
}
