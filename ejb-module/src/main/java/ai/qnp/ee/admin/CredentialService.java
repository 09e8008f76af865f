package ai.qnp.ee.admin;

import static java.util.stream.Collectors.toMap;

import ai.qnp.core.access.ReachableAddresses;
import ai.qnp.core.openai.ApiError;
import ai.qnp.core.provider.Credential;
import ai.qnp.core.routing.Platform;
import ai.qnp.core.routing.PlatformProvider;
import ai.qnp.ee.persistence.AccountRow;
import ai.qnp.ee.persistence.CredentialRow;
import ai.qnp.ee.persistence.JpaGrants;
import ai.qnp.ee.persistence.StoredCredentials;
import ai.qnp.ee.vault.Vault;
import ai.qnp.ee.vault.VaultCredentials;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The providers' keys that accounts bring. A secret goes in and is never shown again. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // the store opens its own
public class CredentialService {
    private static final String UNSTORED = "unstored";

    private AuditedStore store;
    private JpaGrants grants;
    private Vault vault;
    private Supplier<Platform> platform;
    private ServerSettings settings;
    private ReachableAddresses accountServers;
    private StoredCredentials stored;

    /** For the container's proxy, which never uses its fields. */
    @SuppressWarnings("NullAway.Init")
    public CredentialService() {}

    /**
     * The service itself.
     *
     * @param accountServers where accounts may send this server
     */
    @Inject
    public CredentialService(
            AuditedStore store,
            JpaGrants grants,
            Vault vault,
            Supplier<Platform> platform,
            ServerSettings settings,
            ReachableAddresses accountServers) {
        this.store = store;
        this.grants = grants;
        this.vault = vault;
        this.platform = platform;
        this.settings = settings;
        this.accountServers = accountServers;
        this.stored = new StoredCredentials(new VaultCredentials(vault), platform);
    }

    /** An account's credentials, the oldest first. */
    public List<StoredCredential> list(String accountId) {
        return store.read(entities -> entities.createQuery(
                        "select c from CredentialRow c where c.accountId = :account order by c.createdAt, c.id",
                        CredentialRow.class)
                .setParameter("account", accountId)
                .getResultStream()
                .map(StoredCredential::of)
                .toList());
    }

    /** Stores a credential for an account. */
    public Answer<StoredCredential> create(String accountId, NewCredential wanted, Actor actor) {
        return store.change(change -> {
            AccountRow account = change.entities().find(AccountRow.class, accountId);
            if (account == null) {
                return unknown("account", accountId);
            }
            ApiError refusal = CredentialRules.refusal(wanted, platform.get(), servers(account));
            if (refusal != null) {
                return new Answer.Refused<>(refusal);
            }
            String id = change.newId("cred");
            CredentialRow row = new CredentialRow(
                    id,
                    accountId,
                    wanted.provider(),
                    CredentialRules.blankToNull(wanted.label()),
                    wanted.apiKey().hint(),
                    CredentialRules.normalised(wanted.baseUrl()),
                    vault.seal(wanted.apiKey(), CredentialRow.sealedFor(id, accountId)),
                    store.now());
            change.entities().persist(row);
            StoredCredential stored = StoredCredential.of(row);
            change.audit(
                    actor,
                    "credential.created",
                    accountId,
                    id,
                    "for " + wanted.provider(),
                    AuditChanges.between(null, stored));
            return new Answer.Done<>(stored);
        });
    }

    /** What a provider would be shown if this were stored; refused by the same rules. Nothing is stored. */
    public Answer<Credential> presented(String accountId, NewCredential wanted) {
        AccountRow account = store.<@Nullable AccountRow>read(entities -> entities.find(AccountRow.class, accountId));
        if (account == null) {
            return unknown("account", accountId);
        }
        ApiError refusal = CredentialRules.refusal(wanted, platform.get(), servers(account));
        PlatformProvider provider = platform.get().provider(wanted.provider());
        if (refusal != null || provider == null) {
            return refusal == null ? unknown("provider", wanted.provider()) : new Answer.Refused<>(refusal);
        }
        String own = CredentialRules.normalised(wanted.baseUrl());
        URI baseUrl = own == null ? provider.baseUrl() : URI.create(own);
        Credential credential = new Credential(UNSTORED, wanted.provider(), wanted.apiKey(), baseUrl);
        return new Answer.Done<>(own == null || account.operator() ? credential : credential.atTheAccountsAddress());
    }

    /** What a provider is shown of a stored credential, by the requests of its account. */
    public Answer<Credential> stored(String accountId, String id) {
        return store.read(entities -> {
            AccountRow account = entities.find(AccountRow.class, accountId);
            CredentialRow row = entities.find(CredentialRow.class, id);
            if (account == null || row == null || !row.accountId().equals(accountId)) {
                return unknown("credential", id);
            }
            Credential opened = stored.open(row, account);
            return opened == null
                    ? new Answer.Refused<>(ApiError.invalid(
                            409,
                            "credential_unusable",
                            "This server can't open the credential, or no longer has its provider: delete it, and add"
                                    + " it again.",
                            null))
                    : new Answer.Done<>(opened);
        });
    }

    private @Nullable Predicate<String> servers(AccountRow account) {
        if (account.operator()) {
            return host -> true;
        }
        return settings.accountsMaySetBaseUrl() ? accountServers::mayContain : null;
    }

    /** Deletes a credential with its secret; chains that name it go on without that step. */
    public Answer<StoredCredential> delete(String accountId, String id, Actor actor) {
        Answer<StoredCredential> answer = store.change(change -> {
            CredentialRow row = change.entities().find(CredentialRow.class, id);
            if (row == null || !row.accountId().equals(accountId)) {
                return unknown("credential", id);
            }
            change.entities().remove(row);
            change.altersGrants();
            StoredCredential deleted = StoredCredential.of(row);
            change.audit(
                    actor,
                    "credential.deleted",
                    accountId,
                    id,
                    "for " + row.provider(),
                    AuditChanges.between(deleted, null));
            return new Answer.Done<>(deleted);
        });
        grants.refresh();
        return answer;
    }

    static Map<String, String> providersById(EntityManager entities, String accountId) {
        return entities.createQuery("select c from CredentialRow c where c.accountId = :account", CredentialRow.class)
                .setParameter("account", accountId)
                .getResultStream()
                .collect(toMap(CredentialRow::id, CredentialRow::provider));
    }

    private static <T> Answer<T> unknown(String what, @Nullable String id) {
        return new Answer.Refused<>(
                ApiError.notFound(what + "_not_found", "There is no " + what + " '" + id + "'.", null));
    }
}
