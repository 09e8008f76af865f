package ai.qnp.ee.payments;

import ai.qnp.core.metering.MoneyText;
import ai.qnp.core.openai.ApiError;
import ai.qnp.core.provider.Secret;
import ai.qnp.ee.admin.Account;
import ai.qnp.ee.admin.AccountService;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.AuditedStore;
import ai.qnp.ee.admin.ServerSettings;
import ai.qnp.ee.admin.Tier;
import ai.qnp.ee.persistence.SubscriptionRow;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What accounts buy: credits, and the pro tier. Money moves only when Stripe tells that it did. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // no transaction spans a call to Stripe
public class BillingService {
    private static final BigDecimal LEAST = BigDecimal.ONE;
    private static final BigDecimal MOST = new BigDecimal("10000");
    private static final int CENT_DIGITS = 2;

    private AuditedStore store;
    private AccountService accounts;
    private PaymentSettings settings;
    private @Nullable StripePages pages;

    /** For the container's proxy, which never uses its fields. */
    @SuppressWarnings("NullAway.Init")
    public BillingService() {}

    /** The service itself. */
    @Inject
    public BillingService(
            AuditedStore store, AccountService accounts, PaymentSettings settings, ServerSettings server) {
        this.store = store;
        this.accounts = accounts;
        this.settings = settings;
        Secret key = settings.secretKey();
        this.pages = key == null || !settings.areOn() ? null : new StripePages(settings, key, server.publicUrl());
    }

    /** How an account pays. */
    public Answer<Billing> get(String accountId) {
        return accounts.get(accountId).map(this::billing);
    }

    private Billing billing(Account account) {
        return store.read(entities -> {
            List<SubscriptionRow> subscriptions = entities.createQuery(
                            "select s from SubscriptionRow s where s.accountId = :account order by s.changedAt desc",
                            SubscriptionRow.class)
                    .setParameter("account", account.id())
                    .setMaxResults(1)
                    .getResultList();
            boolean none = subscriptions.isEmpty();
            return new Billing(
                    account,
                    settings.areOn(),
                    settings.areOn() && settings.proPrice() != null,
                    none
                            ? payer(entities, account.id())
                            : subscriptions.getFirst().customerId(),
                    none ? null : subscriptions.getFirst().status());
        });
    }

    private static @Nullable String payer(EntityManager entities, String accountId) {
        List<String> payers = entities.createQuery(
                        "select p.customerId from PaymentRow p where p.accountId = :account"
                                + " and p.customerId is not null order by p.at desc",
                        String.class)
                .setParameter("account", accountId)
                .setMaxResults(1)
                .getResultList();
        return payers.isEmpty() ? null : payers.getFirst();
    }

    /**
     * The address of a page to pay for credits on.
     *
     * @param amountText in USD, in whole cents
     */
    public Answer<String> buyCredits(String accountId, String amountText) {
        BigDecimal amount = MoneyText.parse(amountText);
        if (amount == null
                || amount.stripTrailingZeros().scale() > CENT_DIGITS
                || amount.compareTo(LEAST) < 0
                || amount.compareTo(MOST) > 0) {
            return refused(
                    "invalid_value",
                    "'amount_usd' must be a decimal like \"25.00\", from 1 to 10000, in whole cents.",
                    "amount_usd");
        }
        return with(accountId, pages -> billing -> pages.credits(billing, amount));
    }

    /** The address of a page to subscribe to the pro tier on. */
    public Answer<String> buyPro(String accountId) {
        String price = settings.proPrice();
        return with(accountId, pages -> billing -> {
            if (price == null) {
                return refused("not_on_sale", "The pro tier can't be bought here: ask the operator.", "kind");
            }
            return billing.account().tier() == Tier.PRO
                    ? refused("already_pro", "This account is on the pro tier.", "kind")
                    : pages.pro(billing, price);
        });
    }

    /** The address of the page on which somebody sees and changes what they pay. */
    public Answer<String> portal(String accountId) {
        return with(accountId, pages -> billing -> {
            String customer = billing.customer();
            return customer == null
                    ? refused("nothing_bought", "Nothing was bought for this account yet.", null)
                    : pages.portal(customer);
        });
    }

    private Answer<String> with(String accountId, Function<StripePages, Function<Billing, Answer<String>>> asking) {
        StripePages stripe = pages;
        return stripe == null
                ? refused(
                        "payments_off",
                        "This installation takes no payments: the operator sets tier and credits by hand.",
                        null)
                : get(accountId).then(billing -> asking.apply(stripe).apply(billing));
    }

    private static <T> Answer<T> refused(String code, String message, @Nullable String param) {
        return new Answer.Refused<>(ApiError.invalid(code, message, param));
    }
}
