package ai.qnp.ee.settings;

import static ai.qnp.ee.settings.Topic.MONEY;
import static ai.qnp.ee.settings.ValueType.address;
import static ai.qnp.ee.settings.ValueType.secret;
import static ai.qnp.ee.settings.ValueType.text;

import ai.qnp.core.provider.Secret;
import java.net.URI;
import java.util.List;

/** How accounts pay by themselves. */
public final class PaymentSettingNames {
    public static final Setting<Secret> SECRET_KEY = Setting.optional(
            "qnp.stripe.secret-key",
            MONEY,
            secret("a secret key of Stripe's, `sk_…` or, restricted, `rk_…`"),
            "no payments; the operator sets tiers and credits",
            "Payments are on when this and the webhook's secret are set. [How to](payments.md).");

    public static final Setting<Secret> WEBHOOK_SECRET = Setting.optional(
            "qnp.stripe.webhook-secret",
            MONEY,
            secret("the signing secret of a Stripe webhook endpoint, `whsec_…`"),
            "no payments",
            "By what Stripe's events are known to be Stripe's.");

    public static final Setting<String> PRO_PRICE = Setting.optional(
            "qnp.stripe.pro-price-id",
            MONEY,
            text("the id of a recurring price at Stripe, `price_…`"),
            "the pro tier can't be bought",
            "What the pro tier costs: $9.99 a month, or what you like.");

    public static final Setting<URI> API_BASE = Setting.of(
            "qnp.stripe.api-base", MONEY, address(), "https://api.stripe.com", "Stripe's address, for tests.");

    private PaymentSettingNames() {}

    static List<Setting<?>> all() {
        return List.of(SECRET_KEY, WEBHOOK_SECRET, PRO_PRICE, API_BASE);
    }
}
