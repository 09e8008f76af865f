package ai.qnp.ee.admin;

import ai.qnp.core.metering.Fund;
import ai.qnp.core.metering.MoneyText;
import ai.qnp.core.openai.ApiError;
import ai.qnp.ee.persistence.EscrowRow;
import ai.qnp.ee.persistence.LedgerTransactionRow;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.util.Objects;

/** Accounts' credits: what is put in. What requests take out, they take when they are settled. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // the store opens its own
public class CreditService {
    private static final int MAX_REFERENCE = 200;
    private static final BigDecimal MOST = new BigDecimal("1000000000");

    private AuditedStore store;

    /** For the container's proxy, which never uses its fields. */
    @SuppressWarnings("NullAway.Init")
    public CreditService() {}

    /** The service itself. */
    @Inject
    public CreditService(AuditedStore store) {
        this.store = store;
    }

    /**
     * Puts money into an account's wallet. The same reference with the same amount again changes nothing and gives the
     * first credit.
     *
     * @param amountText in USD, a plain decimal above zero
     * @param reference what the payer calls it
     */
    public Answer<Credit> topUp(String accountId, String amountText, String reference, Actor actor) {
        BigDecimal amount = MoneyText.parse(amountText);
        if (amount == null || amount.signum() == 0 || amount.compareTo(MOST) > 0) {
            return refused(
                    "'amount_usd' must be a plain positive decimal like \"25.00\", with at most 12 decimals.",
                    "amount_usd");
        }
        if (reference.isBlank() || !Texts.isShortLine(reference, MAX_REFERENCE)) {
            return refused("'reference' must be one line of 1 to " + MAX_REFERENCE + " characters.", "reference");
        }
        try {
            return store.change(change -> topUp(change, accountId, amount, reference, actor));
        } catch (RuntimeException perhapsTwice) {
            // the same reference, or the account's first credit, twice at once: one of them got through
            return store.change(change -> topUp(change, accountId, amount, reference, actor));
        }
    }

    private Answer<Credit> topUp(
            AuditedStore.Change change, String accountId, BigDecimal amount, String reference, Actor actor) {
        Wallet wallet = Wallet.open(store, change, accountId);
        if (wallet == null) {
            return new Answer.Refused<>(
                    ApiError.notFound("account_not_found", "There is no account '" + accountId + "'.", null));
        }
        LedgerTransactionRow before = wallet.find(reference);
        return before == null
                ? new Answer.Done<>(wallet.move(amount, "top_up", reference, "credits.added", actor))
                : again(change.entities(), before, amount);
    }

    private static Answer<Credit> again(EntityManager entities, LedgerTransactionRow before, BigDecimal amount) {
        BigDecimal credited = before.amount();
        if (credited.compareTo(amount) != 0) {
            return new Answer.Refused<>(ApiError.invalid(
                    409,
                    "reference_used",
                    "This reference was used before for another amount: "
                            + MoneyText.of(credited)
                            + " USD. Take a new reference for a new credit.",
                    "reference"));
        }
        return new Answer.Done<>(new Credit(
                before.id(),
                before.accountId(),
                credited,
                Objects.requireNonNull(before.reference()),
                before.at(),
                balance(entities, before.accountId())));
    }

    /** What an account has left, running requests' reservations included. */
    static BigDecimal balance(EntityManager entities, String accountId) {
        EscrowRow wallet = entities.find(EscrowRow.class, new Fund.Wallet(accountId).id());
        return wallet == null ? BigDecimal.ZERO : wallet.funds().subtract(wallet.spent());
    }

    private static <T> Answer<T> refused(String message, String param) {
        return new Answer.Refused<>(ApiError.invalid("invalid_value", message, param));
    }
}
