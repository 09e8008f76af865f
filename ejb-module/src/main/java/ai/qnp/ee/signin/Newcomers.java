package ai.qnp.ee.signin;

import ai.qnp.core.openai.ApiError;
import ai.qnp.ee.admin.Account;
import ai.qnp.ee.admin.AccountService;
import ai.qnp.ee.admin.Actor;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.Tier;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** People who have shown that an e-mail address is theirs: they get its account, and a free one where that is allowed. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // the store opens its own
public class Newcomers {
    private AccountService accounts;
    private SignInSettings settings;

    /** For the container's proxy, which never uses its fields. */
    @SuppressWarnings("NullAway.Init")
    public Newcomers() {}

    /** The service itself. */
    @Inject
    public Newcomers(AccountService accounts, SignInSettings settings) {
        this.accounts = accounts;
        this.settings = settings;
    }

    /** Whether people without an account get one. */
    public boolean areWelcome() {
        return settings.signUp();
    }

    /**
     * The account of an address, made when there is none; 403 where only the operator makes accounts.
     *
     * @param address one that is shown to be theirs
     */
    public Answer<Account> accountOf(String address, Actor actor) {
        Account known = accounts.withEmail(address);
        if (known != null) {
            return new Answer.Done<>(known);
        }
        if (!settings.signUp()) {
            return new Answer.Refused<>(ApiError.forbidden(
                    "no_account", "There is no account with this address. Ask the operator of this server for one."));
        }
        Answer<Account> created = accounts.create(address, Tier.FREE, actor);
        // of two at the same moment, one made it
        Account made = accounts.withEmail(address);
        return made == null ? created : new Answer.Done<>(made);
    }
}
