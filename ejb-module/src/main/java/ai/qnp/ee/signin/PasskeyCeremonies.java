package ai.qnp.ee.signin;

import ai.qnp.core.openai.ApiError;
import ai.qnp.ee.admin.Account;
import ai.qnp.ee.admin.Actor;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.AuditedStore;
import ai.qnp.ee.admin.ServerSettings;
import ai.qnp.ee.persistence.PasskeyRow;
import ai.qnp.ee.signin.SignInAttempts.Begun;
import ai.qnp.ee.signin.SignInAttempts.Finish;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The two ceremonies of WebAuthn: making a passkey, and using one to sign in. Each begins with a challenge, which is taken
 * once, soon, and from the browser that got it.
 */
@ApplicationScoped
public class PasskeyCeremonies {
    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final int CHALLENGE_BYTES = 32;
    private static final int MAX_PASSKEYS = 20;
    private static final String TO_USE = "use";
    private static final String TO_MAKE = "make ";

    private AuditedStore store;
    private SignInAttempts attempts;
    private PasskeyOptions options;
    private PasskeyCheck check;

    /** For the container's proxy, which never uses its fields. */
    @SuppressWarnings("NullAway.Init")
    public PasskeyCeremonies() {}

    /** The service itself. */
    @Inject
    public PasskeyCeremonies(AuditedStore store, ServerSettings server) {
        this.store = store;
        this.attempts = new SignInAttempts(store);
        this.options = new PasskeyOptions(URI.create(server.publicUrl()));
        this.check = new PasskeyCheck(options);
    }

    /** What a browser needs to make one for an account. */
    public ObjectNode beginMaking(Account account, String browser, Actor actor) {
        List<String> existing = store.read(entities -> Passkeys.rows(entities, account.id()).stream()
                .map(PasskeyRow::credentialId)
                .toList());
        return options.toMake(account, challenge(browser, TO_MAKE + account.id(), null, actor), existing);
    }

    /** What a browser needs to use one. */
    public ObjectNode beginUsing(String browser, @Nullable String next, Actor actor) {
        return options.toUse(challenge(browser, TO_USE, next, actor));
    }

    private byte[] challenge(String browser, String purpose, @Nullable String next, Actor actor) {
        byte[] challenge = store.randomness().bytes(CHALLENGE_BYTES);
        attempts.begin(
                PasskeyOptions.base64(challenge),
                new SignInAttempts.Beginning(SignInMethod.PASSKEY, browser, null, purpose, next, LIFETIME),
                actor);
        return challenge;
    }

    /** Keeps one that a browser made. */
    public Answer<Passkey> add(Account account, String name, String json, @Nullable String browser, Actor actor) {
        String called = name.strip();
        if (!Passkeys.isName(called)) {
            return Passkeys.badName();
        }
        PasskeyCheck.Made made = check.made(json);
        if (made == null || !isBegun(made.challenge(), TO_MAKE + account.id(), browser, actor) || !check.isTrue(made)) {
            return refused("passkey_refused", "The passkey could not be checked. Try again.");
        }
        return store.change(change -> {
            if (Passkeys.rows(change.entities(), account.id()).size() >= MAX_PASSKEYS) {
                return refused("passkey_limit_reached", "An account has at most " + MAX_PASSKEYS + " passkeys.");
            }
            PasskeyRow row = new PasskeyRow(
                    change.newId("passkey"),
                    account.id(),
                    PasskeyCheck.credentialId(made),
                    check.credential(made),
                    made.count(),
                    called,
                    store.now());
            change.entities().persist(row);
            change.audit(actor, "passkey.added", account.id(), row.id(), "\"" + called + "\"");
            return new Answer.Done<>(Passkey.of(row));
        });
    }

    private boolean isBegun(String challenge, String purpose, @Nullable String browser, Actor actor) {
        return attempts.finish(SignInMethod.PASSKEY, challenge, browser, actor) instanceof Finish.Now(Begun begun)
                && begun.payload().equals(purpose);
    }

    /** Opens the account of the passkey that was used; 401 for anything that is not quite right. */
    public Answer<Entered> open(String json, @Nullable String browser, Actor actor) {
        PasskeyCheck.Used used = check.used(json);
        if (used == null
                || !(attempts.finish(SignInMethod.PASSKEY, used.challenge(), browser, actor)
                        instanceof Finish.Now(Begun begun))
                || !begun.payload().equals(TO_USE)) {
            return unknown();
        }
        return store.change(change -> {
            PasskeyRow row = rowOf(change.entities(), used.credentialId());
            if (row == null
                    || !row.accountId().equals(used.account())
                    || !check.isTrue(used, row.credential(), row.signCount())) {
                change.audit(actor, "sign_in.refused", null, "dashboard", "by passkey");
                return unknown();
            }
            row.usedAt(store.now(), used.count());
            return new Answer.Done<>(new Entered(row.accountId(), SignInMethod.PASSKEY, begun.next()));
        });
    }

    private static @Nullable PasskeyRow rowOf(EntityManager entities, String credentialId) {
        return entities.createQuery("select p from PasskeyRow p where p.credentialId = :credential", PasskeyRow.class)
                .setParameter("credential", credentialId)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst()
                .orElse(null);
    }

    private static <T> Answer<T> unknown() {
        return new Answer.Refused<>(
                ApiError.unauthenticated("passkey_refused", "This passkey opens no account here, or took too long."));
    }

    private static <T> Answer<T> refused(String code, String message) {
        return new Answer.Refused<>(ApiError.invalid(code, message, null));
    }
}
