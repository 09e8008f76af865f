package ai.qnp.ee.admin;

import ai.qnp.core.openai.ApiError;
import ai.qnp.ee.persistence.AccountRow;
import ai.qnp.ee.persistence.JpaGrants;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Accounts. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // the store opens its own
public class AccountService {
    private static final Pattern EMAIL = Pattern.compile("[^@\\s\\p{Cntrl}]+@[^@\\s\\p{Cntrl}]+\\.[^@\\s\\p{Cntrl}.]+");
    private static final int MAX_EMAIL = 254;

    private AuditedStore store;
    private JpaGrants grants;

    /** For the container's proxy, which never uses its fields. */
    @SuppressWarnings("NullAway.Init")
    public AccountService() {}

    /** The service itself. */
    @Inject
    public AccountService(AuditedStore store, JpaGrants grants) {
        this.store = store;
        this.grants = grants;
    }

    /** The account of those who run this installation; it exists from the first start on. */
    public Account operator() {
        Account operator = store.read(AccountService::findOperator);
        if (operator == null) {
            throw new IllegalStateException("there is no operator account: the first start did not come to its end");
        }
        return operator;
    }

    /** The account of that id; 404 when there is none. */
    public Answer<Account> get(String id) {
        Account account = store.read(entities -> {
            AccountRow row = entities.find(AccountRow.class, id);
            return row == null ? null : Account.of(entities, row);
        });
        return account == null ? unknown(id) : new Answer.Done<>(account);
    }

    /** The account with that e-mail address, or null. */
    public @Nullable Account withEmail(String address) {
        return store.read(entities -> {
            List<AccountRow> rows = entities.createQuery(
                            "select a from AccountRow a where a.email = :email", AccountRow.class)
                    .setParameter("email", address)
                    .getResultList();
            return rows.isEmpty() ? null : Account.of(entities, rows.getFirst());
        });
    }

    /** An e-mail address as accounts have it; a refusal for what is none. */
    public static Answer<String> addressIn(String text) {
        String address = text.strip().toLowerCase(Locale.ROOT);
        return address.length() > MAX_EMAIL || !EMAIL.matcher(address).matches()
                ? refused("invalid_value", "'email' must be an e-mail address like jo@example.com.", "email")
                : new Answer.Done<>(address);
    }

    /** Creates an account; each e-mail address has at most one. */
    public Answer<Account> create(String email, Tier tier, Actor actor) {
        return addressIn(email).then(address -> createWith(address, tier, actor));
    }

    private Answer<Account> createWith(String address, Tier tier, Actor actor) {
        if (emailTaken(address)) {
            return taken();
        }
        try {
            return store.change(change -> {
                AccountRow row = new AccountRow(change.newId("acc"), address, tier.wireName(), false, store.now());
                change.entities().persist(row);
                Account created = Account.of(change.entities(), row);
                change.audit(
                        actor,
                        "account.created",
                        row.id(),
                        row.id(),
                        "tier " + row.tier(),
                        AuditChanges.between(null, created));
                return new Answer.Done<>(created);
            });
        } catch (RuntimeException perhapsTaken) {
            // Two requests at once: the unique index let one through.
            if (emailTaken(address)) {
                return taken();
            }
            throw perhapsTaken;
        }
    }

    /** Moves an account to another tier; the operator's stays Pro. */
    public Answer<Account> changeTier(String id, Tier tier, Actor actor) {
        Answer<Account> answer = store.change(change -> {
            AccountRow row = change.entities().find(AccountRow.class, id, LockModeType.PESSIMISTIC_WRITE);
            if (row == null) {
                return unknown(id);
            }
            if (row.operator() && tier != Tier.PRO) {
                return refused("invalid_value", "The operator's own account is always on the pro tier.", "tier");
            }
            moveTo(change, row, tier, actor);
            return new Answer.Done<>(Account.of(change.entities(), row));
        });
        grants.refresh();
        return answer;
    }

    /** Moves an account to another tier within a change; grants are to be refreshed after it. */
    public static void moveTo(AuditedStore.Change change, AccountRow row, Tier tier, Actor actor) {
        if (!row.tier().equals(tier.wireName())) {
            change.altersGrants();
            change.audit(
                    actor,
                    "account.tier_changed",
                    row.id(),
                    row.id(),
                    row.tier() + " to " + tier.wireName(),
                    AuditChanges.of("tier", row.tier(), tier.wireName()));
            row.moveTo(tier.wireName());
        }
    }

    static @Nullable Account findOperator(EntityManager entities) {
        List<AccountRow> rows = entities.createQuery(
                        "select a from AccountRow a where a.operator = true", AccountRow.class)
                .getResultList();
        return rows.isEmpty() ? null : Account.of(entities, rows.getFirst());
    }

    private boolean emailTaken(String address) {
        return withEmail(address) != null;
    }

    private static Answer<Account> taken() {
        return refused("email_taken", "There is an account with this e-mail address already.", "email");
    }

    /** What is answered for an account that is not there, or is another's. */
    public static <T> Answer<T> unknown(String id) {
        return new Answer.Refused<>(ApiError.notFound("account_not_found", "There is no account '" + id + "'.", null));
    }

    private static <T> Answer<T> refused(String code, String message, String param) {
        return new Answer.Refused<>(ApiError.invalid(code, message, param));
    }
}
