package ai.qnp.ee.payments;

import ai.qnp.ee.admin.Texts;
import ai.qnp.ee.payments.PaymentEvent.Effect;
import ai.qnp.ee.payments.PaymentEvent.Stage;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What Stripe's events mean here. */
final class StripeEffects {
    /** What carries an account's id through Stripe; objects without it are not QNP's. */
    static final String ACCOUNT = "qnp_account";

    private static final int CENT_DIGITS = 2;
    private static final int MAX_ID = 150;
    private static final int MAX_STATUS = 40;

    private StripeEffects() {}

    static Effect of(String type, JsonNode event) {
        JsonNode object = event.path("data").path("object");
        return switch (type) {
            case "checkout.session.completed", "checkout.session.async_payment_succeeded" -> checkout(object);
            case "charge.refunded" -> refund(object);
            case "customer.subscription.created" -> subscription(object, event, Stage.CREATED);
            case "customer.subscription.updated" -> subscription(object, event, Stage.UPDATED);
            case "customer.subscription.deleted" -> subscription(object, event, Stage.ENDED);
            default -> new Effect.None("nothing follows from its type");
        };
    }

    private static Effect checkout(JsonNode session) {
        if (!text(session, "mode").equals("payment")) {
            return new Effect.None("the subscription's own events tell what follows");
        }
        if (!text(session, "payment_status").equals("paid")) {
            return new Effect.None("not paid yet");
        }
        String payment = orElse(text(session, "payment_intent"), text(session, "id"));
        BigDecimal amount = usd(session, "amount_total");
        String account = account(session);
        if (!isId(account) || !isId(payment) || amount == null || amount.signum() == 0) {
            return new Effect.None("no payment in USD for an account of QNP");
        }
        String customer = text(session, "customer");
        return new Effect.Paid(account, payment, amount, isId(customer) ? customer : null);
    }

    private static Effect refund(JsonNode charge) {
        String payment = text(charge, "payment_intent");
        BigDecimal inAll = usd(charge, "amount_refunded");
        String account = account(charge);
        return !isId(account) || !isId(payment) || inAll == null
                ? new Effect.None("no payment in USD for credits")
                : new Effect.Refunded(account, payment, inAll);
    }

    private static Effect subscription(JsonNode subscription, JsonNode event, Stage stage) {
        String id = text(subscription, "id");
        String customer = text(subscription, "customer");
        String account = account(subscription);
        String status = text(subscription, "status");
        if (!isId(account) || !isId(id) || !isId(customer) || status.isEmpty() || status.length() > MAX_STATUS) {
            return new Effect.None("no subscription of an account of QNP");
        }
        String before = text(event.path("data").path("previous_attributes"), "status");
        return new Effect.Subscribed(account, id, customer, status, before.isEmpty() ? null : before, stage);
    }

    private static String account(JsonNode object) {
        return text(object.path("metadata"), ACCOUNT);
    }

    private static @Nullable BigDecimal usd(JsonNode object, String field) {
        JsonNode cents = object.path(field);
        return text(object, "currency").equals("usd")
                        && cents.isIntegralNumber()
                        && cents.canConvertToLong()
                        && cents.asLong() >= 0
                ? BigDecimal.valueOf(cents.asLong(), CENT_DIGITS)
                : null;
    }

    /** Objects that were asked to be shown whole have their id inside. */
    private static String text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.isObject() ? value.path("id").asString("") : value.asString("");
    }

    private static String orElse(String text, String other) {
        return text.isEmpty() ? other : text;
    }

    private static boolean isId(String text) {
        return !text.isBlank() && Texts.isShortLine(text, MAX_ID);
    }
}
