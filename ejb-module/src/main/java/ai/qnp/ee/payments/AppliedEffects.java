package ai.qnp.ee.payments;

import ai.qnp.core.metering.MoneyText;
import ai.qnp.ee.admin.AccountService;
import ai.qnp.ee.admin.Actor;
import ai.qnp.ee.admin.AuditedStore;
import ai.qnp.ee.admin.Tier;
import ai.qnp.ee.admin.Wallet;
import ai.qnp.ee.payments.PaymentEvent.Effect;
import ai.qnp.ee.payments.PaymentEvent.Stage;
import ai.qnp.ee.persistence.PaymentRow;
import ai.qnp.ee.persistence.SubscriptionRow;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/** What an event does to an account, whose wallet is open: to nobody else's at the same time. */
final class AppliedEffects {
    /** A payment that failed is tried again for a while: until Stripe gives up, the tier stays. */
    private static final Set<String> PRO_STATUSES = Set.of("active", "trialing", "past_due");

    private final AuditedStore store;
    private final AuditedStore.Change change;
    private final Wallet wallet;
    private final Actor actor;

    AppliedEffects(AuditedStore store, AuditedStore.Change change, Wallet wallet, Actor actor) {
        this.store = store;
        this.change = change;
        this.wallet = wallet;
        this.actor = actor;
    }

    /** Credits what was paid; then takes out what was paid back before that was known. */
    String pay(Effect.Paid paid) {
        PaymentRow payment = payment(paid.account(), paid.payment());
        if (payment.paid() != null) {
            return "ignored: this payment was credited before";
        }
        if (wallet.find(paid.payment()) != null) {
            return "ignored: credited by hand before";
        }
        payment.pay(paid.amount(), paid.customer());
        wallet.move(paid.amount(), "top_up", paid.payment(), "credits.added", actor);
        takeBack(payment, payment.refunded(), payment.refunded());
        return "credited " + MoneyText.of(paid.amount()) + " USD";
    }

    /** Takes out what was not taken out before: events say what was paid back in all. */
    String refund(Effect.Refunded refunded) {
        PaymentRow payment = payment(refunded.account(), refunded.payment());
        BigDecimal more = refunded.inAll().subtract(payment.refunded());
        if (more.signum() <= 0) {
            return "ignored: that much was taken out before";
        }
        payment.refund(refunded.inAll());
        if (payment.paid() == null) {
            return "noted until the payment is known";
        }
        takeBack(payment, more, refunded.inAll());
        return "took out " + MoneyText.of(more) + " USD";
    }

    private void takeBack(PaymentRow payment, BigDecimal amount, BigDecimal inAll) {
        if (amount.signum() > 0) {
            String reference = payment.id() + ":refunded:" + MoneyText.of(inAll);
            wallet.move(amount.negate(), "refund", reference, "credits.refunded", actor);
        }
    }

    private PaymentRow payment(String account, String id) {
        PaymentRow known = change.entities().find(PaymentRow.class, id);
        if (known != null) {
            return known;
        }
        PaymentRow first = new PaymentRow(id, account, store.now());
        change.entities().persist(first);
        return first;
    }

    /** Moves the account between tiers when its subscriptions begin or cease to pay for one; never when they did before. */
    String subscribe(PaymentEvent event, Effect.Subscribed subscribed) {
        List<SubscriptionRow> all = subscriptions();
        boolean before = anyPays(all);
        SubscriptionRow known = change.entities().find(SubscriptionRow.class, subscribed.subscription());
        if (known != null && !isNewer(event, subscribed, known)) {
            return "ignored: a newer event is known";
        }
        Stage stage = subscribed.stage();
        if (known == null) {
            change.entities()
                    .persist(new SubscriptionRow(
                            subscribed.subscription(),
                            subscribed.account(),
                            subscribed.customer(),
                            subscribed.status(),
                            stage.number(),
                            event.createdAt()));
        } else {
            known.change(subscribed.status(), stage.number(), event.createdAt());
        }
        change.entities().flush();
        boolean after = anyPays(subscriptions());
        if (before != after && !wallet.account().operator()) {
            AccountService.moveTo(change, wallet.account(), after ? Tier.PRO : Tier.FREE, actor);
        }
        return "subscription " + subscribed.status();
    }

    private List<SubscriptionRow> subscriptions() {
        return change.entities()
                .createQuery("select s from SubscriptionRow s where s.accountId = :account", SubscriptionRow.class)
                .setParameter("account", wallet.account().id())
                .getResultList();
    }

    private static boolean anyPays(List<SubscriptionRow> subscriptions) {
        return subscriptions.stream()
                .anyMatch(one -> one.stage() != Stage.ENDED.number() && PRO_STATUSES.contains(one.status()));
    }

    /**
     * Whether an event tells of a later state. What has ended stays so. Stripe's times are whole seconds: within one, what
     * made a subscription is before what changed it, and of two changes the later is the one that began where the other
     * ended.
     */
    private static boolean isNewer(PaymentEvent event, Effect.Subscribed subscribed, SubscriptionRow known) {
        if (known.stage() == Stage.ENDED.number() || subscribed.stage() == Stage.ENDED) {
            return known.stage() != Stage.ENDED.number();
        }
        int byTime = event.createdAt().compareTo(known.changedAt());
        if (byTime != 0) {
            return byTime > 0;
        }
        int byStage = Integer.compare(subscribed.stage().number(), known.stage());
        return byStage > 0 || (byStage == 0 && known.status().equals(subscribed.before()));
    }
}
