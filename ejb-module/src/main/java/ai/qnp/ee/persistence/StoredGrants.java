package ai.qnp.ee.persistence;

import ai.qnp.core.access.AddressRange;
import ai.qnp.core.access.FreeTier;
import ai.qnp.core.access.Grant;
import ai.qnp.core.access.ReferrerPattern;
import ai.qnp.core.access.Scope;
import ai.qnp.core.access.Spending;
import ai.qnp.core.limits.Quota;
import ai.qnp.core.provider.Credential;
import ai.qnp.core.routing.ChainStep;
import jakarta.persistence.EntityManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the database says that keys allow: made of keys, their accounts, and the credentials that chains name. */
final class StoredGrants {
    private static final String FREE = "free";

    private final StoredCredentials credentials;
    private final boolean billing;
    private final FreeTier freeTier;

    /**
     * By an installation's rules.
     *
     * @param billing whether accounts other than the operator's pay platform use from credits
     * @param freeTier what accounts may use that don't pay
     */
    StoredGrants(StoredCredentials credentials, boolean billing, FreeTier freeTier) {
        this.credentials = credentials;
        this.billing = billing;
        this.freeTier = freeTier;
    }

    /** What a key allows; null for one that is not there. */
    @Nullable Grant find(EntityManager entities, String keyHash) {
        List<ApiKeyRow> keys = entities.createQuery("select k from ApiKeyRow k where k.hash = :hash", ApiKeyRow.class)
                .setParameter("hash", keyHash)
                .getResultList();
        return keys.isEmpty() ? null : grant(entities, keys.getFirst());
    }

    private Grant grant(EntityManager entities, ApiKeyRow key) {
        AccountRow account = entities.find(AccountRow.class, key.accountId());
        List<ChainStep> chain = key.chain();
        return new Grant(
                key.id(),
                key.firstKeyId(),
                key.accountId(),
                scope(key),
                chain,
                credentialsOf(entities, account, chain),
                new Spending(paysFromCredits(account), key.budget(), quotas(account, key)),
                key.logBodies());
    }

    private static Scope scope(ApiKeyRow key) {
        return new Scope(
                key.permissions(),
                key.allowedIps().stream().map(AddressRange::parse).toList(),
                key.allowedReferrers().stream().map(ReferrerPattern::parse).toList(),
                key.expiresAt(),
                key.revokedAt());
    }

    /** What a key of that account with that chain would be allowed, for a rehearsal. */
    Grant rehearsed(EntityManager entities, String accountId, List<ChainStep> chain) {
        AccountRow account = entities.find(AccountRow.class, accountId);
        return new Grant(
                "rehearsal",
                accountId,
                Scope.ANY,
                chain,
                credentialsOf(entities, account, chain),
                new Spending(paysFromCredits(account), null, List.of()));
    }

    private boolean paysFromCredits(AccountRow account) {
        return billing && !account.operator();
    }

    private List<Quota> quotas(AccountRow account, ApiKeyRow key) {
        return account.operator() || !account.tier().equals(FREE)
                ? key.limits().quotas(key.firstKeyId())
                : freeTier.quotas(account.id(), key.firstKeyId(), key.limits());
    }

    /** A credential that is gone, or can't be used any more, is left out: its step then has none. */
    private Map<String, Credential> credentialsOf(EntityManager entities, AccountRow account, List<ChainStep> chain) {
        Set<String> ids = chain.stream()
                .map(ChainStep::credential)
                .filter(id -> !id.equals(Credential.PLATFORM))
                .collect(Collectors.toSet());
        Map<String, Credential> found = new HashMap<>();
        if (ids.isEmpty()) {
            return found;
        }
        entities.createQuery(
                        "select c from CredentialRow c where c.accountId = :account and c.id in :ids",
                        CredentialRow.class)
                .setParameter("account", account.id())
                .setParameter("ids", ids)
                .getResultList()
                .forEach(row -> {
                    Credential credential = credentials.open(row, account);
                    if (credential != null) {
                        found.put(row.id(), credential);
                    }
                });
        return found;
    }
}
