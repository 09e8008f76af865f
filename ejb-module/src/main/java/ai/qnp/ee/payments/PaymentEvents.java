package ai.qnp.ee.payments;

import ai.qnp.core.openai.ApiError;
import ai.qnp.core.provider.Secret;
import ai.qnp.ee.admin.Actor;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.AuditedStore;
import ai.qnp.ee.admin.Wallet;
import ai.qnp.ee.payments.PaymentEvent.Effect;
import ai.qnp.ee.persistence.JpaGrants;
import ai.qnp.ee.persistence.PaymentEventRow;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** Takes Stripe's events in: each one once, in one transaction with all that follows from it. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED) // the store opens its own
public class PaymentEvents {
    private static final String AGAIN = "known before";

    private PaymentSettings settings;
    private AuditedStore store;
    private JpaGrants grants;

    /** For the container's proxy, which never uses its fields. */
    @SuppressWarnings("NullAway.Init")
    public PaymentEvents() {}

    /** The service itself. */
    @Inject
    public PaymentEvents(PaymentSettings settings, AuditedStore store, JpaGrants grants) {
        this.settings = settings;
        this.store = store;
        this.grants = grants;
    }

    /**
     * Applies an event, unless it was before.
     *
     * @param body as it came: the signature is over its bytes
     * @param signature the header {@code Stripe-Signature}
     * @param address who sent it
     * @return in a few words what was done
     */
    public Answer<String> receive(byte[] body, @Nullable String signature, String address) {
        Secret secret = settings.webhookSecret();
        if (secret == null) {
            return new Answer.Refused<>(
                    ApiError.notFound("payments_off", "This installation takes no events from Stripe.", null));
        }
        return StripeEvents.read(body, signature, secret, store.now())
                .map(event -> applied(event, new Actor("stripe", address)));
    }

    private String applied(PaymentEvent event, Actor actor) {
        String outcome;
        try {
            outcome = store.change(change -> apply(change, event, actor));
        } catch (RuntimeException perhapsTwice) {
            // the same event, or an account's first payment, twice at once: one of them got through
            outcome = store.change(change -> apply(change, event, actor));
        }
        if (event.effect() instanceof Effect.Subscribed) {
            grants.refresh();
        }
        return outcome;
    }

    private String apply(AuditedStore.Change change, PaymentEvent event, Actor actor) {
        String account = account(event.effect());
        // the account first: of two deliveries at once, the second waits here until it can see the first
        Wallet wallet = account == null ? null : Wallet.open(store, change, account);
        if (change.entities().find(PaymentEventRow.class, event.id()) != null) {
            return AGAIN;
        }
        String outcome = wallet == null
                ? "ignored: " + reason(event.effect())
                : effect(event, new AppliedEffects(store, change, wallet, actor));
        change.entities()
                .persist(new PaymentEventRow(
                        event.id(),
                        event.type(),
                        event.createdAt(),
                        store.now(),
                        wallet == null ? null : wallet.account().id(),
                        outcome));
        return outcome;
    }

    private static String effect(PaymentEvent event, AppliedEffects effects) {
        return switch (event.effect()) {
            case Effect.Paid paid -> effects.pay(paid);
            case Effect.Refunded refunded -> effects.refund(refunded);
            case Effect.Subscribed subscribed -> effects.subscribe(event, subscribed);
            case Effect.None none -> "ignored: " + none.reason();
        };
    }

    private static @Nullable String account(Effect effect) {
        return switch (effect) {
            case Effect.Paid paid -> paid.account();
            case Effect.Refunded refunded -> refunded.account();
            case Effect.Subscribed subscribed -> subscribed.account();
            case Effect.None none -> null;
        };
    }

    private static String reason(Effect effect) {
        return effect instanceof Effect.None none ? none.reason() : "there is no such account";
    }
}
