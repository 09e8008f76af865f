package ai.qnp.ee.signin;

import ai.qnp.core.openai.ApiError;
import ai.qnp.ee.admin.Account;
import ai.qnp.ee.admin.AccountService;
import ai.qnp.ee.admin.Actor;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.AuditedStore;
import ai.qnp.ee.persistence.IdentityRow;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/**
 * Who people are at OpenID providers. Somebody who was here is known by the provider's number for them; somebody new is
 * linked to an account by an address, and only by one that the provider has verified: anybody can claim another's.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // the store opens its own
public class Identities {
    private AuditedStore store;
    private AccountService accounts;
    private Newcomers newcomers;

    /** For the container's proxy, which never uses its fields. */
    @SuppressWarnings("NullAway.Init")
    public Identities() {}

    /** The service itself. */
    @Inject
    public Identities(AuditedStore store, AccountService accounts, Newcomers newcomers) {
        this.store = store;
        this.accounts = accounts;
        this.newcomers = newcomers;
    }

    /**
     * Who a provider says somebody is.
     *
     * @param subject its number for them
     * @param verified whether it knows that the address is theirs
     */
    public record Claim(
            SignInMethod provider, String subject, @Nullable String email, boolean verified) {}

    /** The account of somebody, linked now if they are new and their address is verified. */
    public Answer<Account> accountOf(Claim claim, Actor actor) {
        String known = linkedTo(claim);
        if (known != null) {
            return accounts.get(known);
        }
        String email = claim.email();
        if (email == null || !claim.verified()) {
            return new Answer.Refused<>(
                    ApiError.forbidden("address_not_verified", "The provider has not verified the e-mail address."));
        }
        return AccountService.addressIn(email)
                .then(address ->
                        newcomers.accountOf(address, actor).map(account -> link(claim, account, address, actor)));
    }

    private @Nullable String linkedTo(Claim claim) {
        return store.read(entities -> {
            IdentityRow row = entities.find(
                    IdentityRow.class, IdentityRow.idOf(claim.provider().wireName(), claim.subject()));
            return row == null ? null : row.accountId();
        });
    }

    private Account link(Claim claim, Account account, String address, Actor actor) {
        String provider = claim.provider().wireName();
        try {
            return store.change(change -> {
                change.entities()
                        .persist(new IdentityRow(provider, claim.subject(), account.id(), address, store.now()));
                change.audit(actor, "identity.linked", account.id(), provider, "by a verified address");
                return account;
            });
        } catch (RuntimeException perhapsLinked) {
            // of two sign-ins at the same moment, one linked
            if (account.id().equals(linkedTo(claim))) {
                return account;
            }
            throw perhapsLinked;
        }
    }
}
