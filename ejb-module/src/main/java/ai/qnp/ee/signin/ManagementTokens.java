package ai.qnp.ee.signin;

import ai.qnp.core.access.KeyText;
import ai.qnp.core.openai.ApiError;
import ai.qnp.ee.admin.Actor;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.AuditChanges;
import ai.qnp.ee.admin.AuditedStore;
import ai.qnp.ee.admin.Texts;
import ai.qnp.ee.persistence.AccountRow;
import ai.qnp.ee.persistence.ManagementTokenRow;
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
 * Tokens for the management API, each of which acts on its account alone. Like keys, they are shown once and stored as a
 * hash; unlike keys, they are looked up with every call, so that a revoked one stops at once on every node.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // the store opens its own
public class ManagementTokens {
    /** What every token begins with. */
    public static final String PREFIX = "qnpmanage_";

    private static final int SHOWN = PREFIX.length() + 6;
    private static final int MAX_NAME = 100;
    private static final int MAX_TOKENS = 50;
    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);

    private AuditedStore store;

    /** For the container's proxy, which never uses its fields. */
    @SuppressWarnings("NullAway.Init")
    public ManagementTokens() {}

    /** The service itself. */
    @Inject
    public ManagementTokens(AuditedStore store) {
        this.store = store;
    }

    /** An account's tokens that work, the newest first. */
    public List<ManagementToken> list(String accountId) {
        return store.read(entities ->
                working(entities, accountId).stream().map(ManagementToken::of).toList());
    }

    /** Makes a token. */
    public Answer<IssuedToken> create(String accountId, String name, Actor actor) {
        String called = name.strip();
        if (called.isEmpty() || !Texts.isShortLine(called, MAX_NAME)) {
            return new Answer.Refused<>(ApiError.invalid(
                    "invalid_value", "'name' must be a line of 1 to " + MAX_NAME + " characters.", "name"));
        }
        return store.change(change -> {
            // locked, so that many requests at once can't make more than there may be
            change.entities().find(AccountRow.class, accountId, LockModeType.PESSIMISTIC_WRITE);
            if (working(change.entities(), accountId).size() >= MAX_TOKENS) {
                return new Answer.Refused<>(ApiError.forbidden(
                        "token_limit_reached", "An account has at most " + MAX_TOKENS + " tokens. Revoke one."));
            }
            String text = PREFIX + SecretText.next(store.randomness());
            ManagementTokenRow row = new ManagementTokenRow(
                    change.newId("token"),
                    accountId,
                    KeyText.hashOf(text),
                    text.substring(0, SHOWN),
                    called,
                    store.now());
            change.entities().persist(row);
            change.audit(
                    actor,
                    "token.created",
                    accountId,
                    row.id(),
                    "\"" + called + "\"",
                    AuditChanges.of("name", null, called));
            return new Answer.Done<>(new IssuedToken(ManagementToken.of(row), text));
        });
    }

    /** Revokes a token at once; 404 when the account has none of that id. */
    public Answer<ManagementToken> revoke(String accountId, String id, Actor actor) {
        return store.change(change -> {
            ManagementTokenRow row =
                    change.entities().find(ManagementTokenRow.class, id, LockModeType.PESSIMISTIC_WRITE);
            if (row == null || !row.accountId().equals(accountId)) {
                return new Answer.Refused<>(
                        ApiError.notFound("token_not_found", "There is no token '" + id + "'.", null));
            }
            if (row.revokedAt() == null) {
                row.revokeAt(store.now());
                change.audit(
                        actor,
                        "token.revoked",
                        accountId,
                        id,
                        "\"" + row.name() + "\"",
                        AuditChanges.of("revoked_at", null, store.now()));
            }
            return new Answer.Done<>(ManagementToken.of(row));
        });
    }

    /** The token that was presented; null for one that does not work. */
    public @Nullable ManagementToken find(String presented) {
        if (!presented.startsWith(PREFIX)) {
            return null;
        }
        ManagementToken token = store.read(entities -> entities.createQuery(
                        "select t from ManagementTokenRow t where t.hash = :hash and t.revokedAt is null",
                        ManagementTokenRow.class)
                .setParameter("hash", KeyText.hashOf(presented))
                .getResultStream()
                .findFirst()
                .map(ManagementToken::of)
                .orElse(null));
        if (token != null && isToBeNoted(token)) {
            note(token.id());
        }
        return token;
    }

    private boolean isToBeNoted(ManagementToken token) {
        Instant last = token.lastUsedAt();
        return last == null || !store.now().isBefore(last.plus(NOTED_EVERY));
    }

    private void note(String id) {
        store.change(change -> change.entities()
                .createQuery("update ManagementTokenRow t set t.lastUsedAt = :now where t.id = :id")
                .setParameter("now", store.now())
                .setParameter("id", id)
                .executeUpdate());
    }

    private static List<ManagementTokenRow> working(EntityManager entities, String accountId) {
        return entities.createQuery(
                        "select t from ManagementTokenRow t where t.accountId = :account and t.revokedAt is null"
                                + " order by t.createdAt desc, t.id desc",
                        ManagementTokenRow.class)
                .setParameter("account", accountId)
                .getResultList();
    }
}
