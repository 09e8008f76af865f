package ai.qnp.ee.admin;

import ai.qnp.core.access.FreeTier;
import ai.qnp.core.access.KeyText;
import ai.qnp.core.metering.Budget;
import ai.qnp.core.openai.ApiError;
import ai.qnp.core.routing.Platform;
import ai.qnp.ee.accounting.Leases;
import ai.qnp.ee.persistence.AccountRow;
import ai.qnp.ee.persistence.ApiKeyRow;
import ai.qnp.ee.persistence.JpaGrants;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes and changes API keys, what a client presents. Their text is shown once, when they are made. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // the store opens its own
public class KeyService {
    private static final Duration MAX_GRACE = Duration.ofDays(30);

    private AuditedStore store;
    private JpaGrants grants;
    private Supplier<Platform> platform;
    private FreeTier freeTier;

    /** For the container's proxy, which never uses its fields. */
    @SuppressWarnings("NullAway.Init")
    public KeyService() {}

    /** The service itself. */
    @Inject
    public KeyService(AuditedStore store, JpaGrants grants, Supplier<Platform> platform, FreeTier freeTier) {
        this.freeTier = freeTier;
        this.store = store;
        this.grants = grants;
        this.platform = platform;
    }

    /** Makes a key. */
    public Answer<IssuedKey> create(String accountId, KeySettings settings, Actor actor) {
        return store.change(change -> {
            // Locked, so that two requests at once can't both make the fifth key.
            AccountRow account = change.entities().find(AccountRow.class, accountId, LockModeType.PESSIMISTIC_WRITE);
            if (account == null) {
                return new Answer.Refused<>(
                        ApiError.notFound("account_not_found", "There is no account '" + accountId + "'.", null));
            }
            ApiError refusal = rules(change, account).refusalOfNew(settings, actor);
            return refusal == null
                    ? new Answer.Done<>(issue(change, accountId, settings, null, "key.created", actor))
                    : new Answer.Refused<>(refusal);
        });
    }

    /**
     * Changes a key that is not revoked.
     *
     * @param edit from what it allows to what it shall allow
     */
    public Answer<ApiKey> change(String accountId, String id, UnaryOperator<KeySettings> edit, Actor actor) {
        return edited(accountId, id, (change, row) -> {
            KeySettings before = ApiKey.settingsOf(row);
            KeySettings after = edit.apply(before);
            AccountRow account = change.entities().find(AccountRow.class, accountId);
            ApiError refusal = rules(change, account).refusal(before, after, actor);
            if (refusal != null) {
                return new Answer.Refused<>(refusal);
            }
            after.storeIn(row);
            if (endsBudget(before.budget(), after.budget())) {
                Leases.close(change.entities(), row);
            }
            change.audit(
                    actor,
                    "key.changed",
                    accountId,
                    id,
                    quoted(after.name()),
                    AuditChanges.between(before, ApiKey.settingsOf(row)));
            return new Answer.Done<>(KeyDirectory.shown(change.entities(), row, store.now()));
        });
    }

    /** Revokes a key at once, a rotation's grace included. Revoking it again changes nothing. */
    public Answer<ApiKey> revoke(String accountId, String id, Actor actor) {
        return edited(accountId, id, (change, row) -> {
            Instant now = store.now();
            Instant revokedAt = row.revokedAt();
            if (revokedAt == null || now.isBefore(revokedAt)) {
                row.revokeAt(now);
                change.audit(
                        actor,
                        "key.revoked",
                        accountId,
                        id,
                        quoted(row.name()),
                        AuditChanges.of("revoked_at", revokedAt, now));
            }
            return new Answer.Done<>(KeyDirectory.shown(change.entities(), row, store.now()));
        });
    }

    /**
     * Makes a key with the same settings in place of one.
     *
     * @param grace how long the old one still works, up to 30 days
     */
    public Answer<IssuedKey> rotate(String accountId, String id, Duration grace, Actor actor) {
        if (grace.isNegative() || grace.compareTo(MAX_GRACE) > 0) {
            return new Answer.Refused<>(ApiError.invalid(
                    "invalid_value",
                    "'grace_seconds' must be a whole number from 0 to " + MAX_GRACE.toSeconds() + ".",
                    "grace_seconds"));
        }
        return edited(accountId, id, (change, row) -> {
            if (row.revokedAt() != null) {
                return new Answer.Refused<>(ApiError.invalid(
                        "key_revoked", "This key is revoked or was rotated already. Create another one.", null));
            }
            Instant expiresAt = row.expiresAt();
            if (expiresAt != null && !expiresAt.isAfter(store.now())) {
                return new Answer.Refused<>(ApiError.invalid(
                        "key_expired", "This key has expired. Give it a later 'expires_at' first.", null));
            }
            Instant end = store.now().plus(grace);
            row.revokeAt(end);
            change.audit(
                    actor, "key.replaced", accountId, id, quoted(row.name()), AuditChanges.of("revoked_at", null, end));
            KeySettings settings = ApiKey.settingsOf(row);
            return new Answer.Done<>(issue(change, accountId, settings, row, "key.rotated", actor));
        });
    }

    private AccountKeyRules rules(AuditedStore.Change change, AccountRow account) {
        return new AccountKeyRules(change.entities(), account, platform.get(), freeTier, store.now());
    }

    private IssuedKey issue(
            AuditedStore.Change change,
            String accountId,
            KeySettings settings,
            @Nullable ApiKeyRow replaced,
            String action,
            Actor actor) {
        KeyText text = KeyText.generate(store.randomness());
        ApiKeyRow row = new ApiKeyRow(change.newId("key"), accountId, text, replaced, store.now());
        settings.storeIn(row);
        change.entities().persist(row);
        String inPlace = replaced == null ? "" : " in place of " + replaced.id();
        change.audit(
                actor,
                action,
                accountId,
                row.id(),
                quoted(row.name()) + inPlace,
                AuditChanges.between(null, ApiKey.settingsOf(row)));
        return new IssuedKey(KeyDirectory.shown(change.entities(), row, store.now()), text);
    }

    private static String quoted(String name) {
        return '"' + name + '"';
    }

    /** Another amount is taken over as it is; what belongs to another period begins anew. */
    private static boolean endsBudget(@Nullable Budget before, @Nullable Budget after) {
        return before != null && (after == null || after.period() != before.period());
    }

    private interface Edit<T> {
        Answer<T> apply(AuditedStore.Change change, ApiKeyRow row);
    }

    /** Edits a locked row, and once that is committed, makes this node look the key up anew. */
    private <T> Answer<T> edited(String accountId, String id, Edit<T> edit) {
        record Edited<T>(Answer<T> answer, @Nullable String hash) {}
        Edited<T> edited = store.change(change -> {
            ApiKeyRow row = change.entities().find(ApiKeyRow.class, id, LockModeType.PESSIMISTIC_WRITE);
            if (row == null || !row.accountId().equals(accountId)) {
                return new Edited<>(KeyDirectory.unknown(id), null);
            }
            change.altersGrants();
            return new Edited<>(edit.apply(change, row), row.hash());
        });
        if (edited.hash() != null) {
            grants.forget(edited.hash());
        }
        return edited.answer();
    }
}
