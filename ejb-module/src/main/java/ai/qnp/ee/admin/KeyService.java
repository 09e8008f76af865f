package ai.qnp.ee.admin;

import ai.qnp.core.access.FreeTier;
import ai.qnp.core.access.KeyText;
import ai.qnp.core.metering.Budget;
import ai.qnp.core.openai.ApiError;
import ai.qnp.core.relay.Caller;
import ai.qnp.core.routing.Platform;
import ai.qnp.ee.accounting.Leases;
import ai.qnp.ee.persistence.AccountRow;
import ai.qnp.ee.persistence.ApiKeyRow;
import ai.qnp.ee.persistence.JpaGrants;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** API keys: what a client presents. Their text is shown once, when they are made. */
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

    /** An account's keys, revoked ones included, the newest first. */
    public List<ApiKey> list(String accountId) {
        return store.read(entities -> entities
                .createQuery(
                        "select k from ApiKeyRow k where k.accountId = :account order by k.createdAt desc, k.id desc",
                        ApiKeyRow.class)
                .setParameter("account", accountId)
                .getResultList()
                .stream()
                .map(row -> shown(entities, row))
                .toList());
    }

    /** One key; 404 when the account has none of that id. */
    public Answer<ApiKey> get(String accountId, String id) {
        return store.read(entities -> {
            ApiKeyRow row = entities.find(ApiKeyRow.class, id);
            return row == null || !row.accountId().equals(accountId)
                    ? unknown(id)
                    : new Answer.Done<>(shown(entities, row));
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

    /** Makes a key. */
    public Answer<IssuedKey> create(String accountId, KeySettings settings, Actor actor) {
        return store.change(change -> {
            // Locked, so that two requests at once can't both make the fifth key.
            AccountRow account = change.entities().find(AccountRow.class, accountId, LockModeType.PESSIMISTIC_WRITE);
            if (account == null) {
                return new Answer.Refused<>(
                        ApiError.notFound("account_not_found", "There is no account '" + accountId + "'.", null));
            }
            ApiError refusal = refusal(change.entities(), account, null, settings, actor);
            if (refusal == null) {
                refusal = tooManyRefusal(change.entities(), account);
            }
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
            ApiError refusal = refusal(change.entities(), account, before, after, actor);
            if (refusal != null) {
                return new Answer.Refused<>(refusal);
            }
            allow(row, after);
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
            return new Answer.Done<>(shown(change.entities(), row));
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
            return new Answer.Done<>(shown(change.entities(), row));
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
            if (expiryRefusal(row.expiresAt()) != null) {
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

    private IssuedKey issue(
            AuditedStore.Change change,
            String accountId,
            KeySettings settings,
            @Nullable ApiKeyRow replaced,
            String action,
            Actor actor) {
        KeyText text = KeyText.generate(store.randomness());
        ApiKeyRow row = new ApiKeyRow(change.newId("key"), accountId, text, replaced, store.now());
        allow(row, settings);
        change.entities().persist(row);
        String inPlace = replaced == null ? "" : " in place of " + replaced.id();
        change.audit(
                actor,
                action,
                accountId,
                row.id(),
                quoted(row.name()) + inPlace,
                AuditChanges.between(null, ApiKey.settingsOf(row)));
        return new IssuedKey(shown(change.entities(), row), text);
    }

    private static String quoted(String name) {
        return '"' + name + '"';
    }

    private static void allow(ApiKeyRow row, KeySettings settings) {
        row.allow(
                settings.name().strip(),
                settings.chain(),
                settings.permissions(),
                settings.allowedIps(),
                settings.allowedReferrers(),
                settings.expiresAt());
        row.limit(settings.budget(), settings.limits());
        row.logBodies(settings.logBodies());
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
                return new Edited<>(unknown(id), null);
            }
            change.altersGrants();
            return new Edited<>(edit.apply(change, row), row.hash());
        });
        if (edited.hash() != null) {
            grants.forget(edited.hash());
        }
        return edited.answer();
    }

    private KeyRules rules(EntityManager entities, String accountId) {
        return new KeyRules(platform.get(), CredentialService.providersById(entities, accountId));
    }

    /** What was allowed before stays: an account that went back to the free tier can still rename its keys. */
    private @Nullable ApiError refusal(
            EntityManager entities, AccountRow account, @Nullable KeySettings before, KeySettings after, Actor actor) {
        SpendingRules spending = new SpendingRules(isFree(account) ? freeTier : FreeTier.UNLIMITED);
        ApiError refusal = rules(entities, account.id()).refusal(after);
        if (refusal == null) {
            refusal = spending.refusal(after);
        }
        if (refusal == null && (before == null || !before.limits().equals(after.limits()))) {
            refusal = spending.tierRefusal(after.limits());
        }
        if (refusal == null && (before == null || !Objects.equals(before.expiresAt(), after.expiresAt()))) {
            refusal = expiryRefusal(after.expiresAt());
        }
        if (refusal == null) {
            refusal = new LoggingRules(actor.isOperator())
                    .refusal(before == null ? null : before.logBodies(), after.logBodies());
        }
        return refusal;
    }

    private static boolean isFree(AccountRow account) {
        return !account.operator() && account.tier().equals(Tier.FREE.wireName());
    }

    private @Nullable ApiError expiryRefusal(@Nullable Instant expiresAt) {
        return expiresAt == null || expiresAt.isAfter(store.now())
                ? null
                : ApiError.invalid("invalid_value", "'expires_at' must be in the future.", "expires_at");
    }

    private @Nullable ApiError tooManyRefusal(EntityManager entities, AccountRow account) {
        Long most = freeTier.keys();
        if (most == null || !isFree(account)) {
            return null;
        }
        long active = entities.createQuery(
                        "select count(k) from ApiKeyRow k where k.accountId = :account and k.revokedAt is null"
                                + " and (k.expiresAt is null or k.expiresAt > :now)",
                        Long.class)
                .setParameter("account", account.id())
                .setParameter("now", store.now())
                .getSingleResult();
        return active < most
                ? null
                : ApiError.forbidden(
                        "key_limit_reached",
                        "A free account has at most " + most
                                + " active keys. Revoke one, or move the account to the pro tier.");
    }

    private ApiKey shown(EntityManager entities, ApiKeyRow row) {
        List<Instant> newest = entities.createQuery(
                        "select u.at from UsageRow u where u.keyId = :key order by u.at desc", Instant.class)
                .setParameter("key", row.id())
                .setMaxResults(1)
                .getResultList();
        return ApiKey.of(row, newest.isEmpty() ? null : newest.getFirst(), BudgetUse.of(entities, row, store.now()));
    }

    private static <T> Answer<T> unknown(String id) {
        return new Answer.Refused<>(ApiError.notFound("key_not_found", "There is no key '" + id + "'.", null));
    }
}
