package ai.qnp.ee.payments;

import ai.qnp.core.openai.ApiError;
import ai.qnp.core.provider.Secret;
import ai.qnp.ee.admin.Answer;
import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionCreateParams.LineItem;
import com.stripe.service.V1Services;
import java.math.BigDecimal;
import java.util.Objects;

/** The pages at Stripe that people pay on. */
final class StripePages {
    private static final System.Logger LOG = System.getLogger(StripePages.class.getName());
    private static final int CONNECT_MS = 5_000;
    private static final int READ_MS = 30_000;

    private final V1Services stripe;
    private final String returnUrl;

    StripePages(PaymentSettings settings, Secret key, String publicUrl) {
        this.stripe = StripeClient.builder()
                .setApiKey(key.reveal())
                .setApiBase(settings.apiBase().toString())
                .setConnectTimeout(CONNECT_MS)
                .setReadTimeout(READ_MS)
                .setMaxNetworkRetries(1)
                .build()
                .v1();
        this.returnUrl = publicUrl + "/dashboard/billing.xhtml";
    }

    /** A page to pay for credits on. The payment itself carries the account as well, so that a refund does. */
    Answer<String> credits(Billing billing, BigDecimal amount) {
        String account = billing.account().id();
        SessionCreateParams.Builder session = session(billing)
                .setMode(SessionCreateParams.Mode.PAYMENT)
                .setPaymentIntentData(SessionCreateParams.PaymentIntentData.builder()
                        .putMetadata(StripeEffects.ACCOUNT, account)
                        .build())
                .addLineItem(LineItem.builder()
                        .setQuantity(1L)
                        .setPriceData(LineItem.PriceData.builder()
                                .setCurrency("usd")
                                .setUnitAmount(amount.movePointRight(2).longValueExact())
                                .setProductData(LineItem.PriceData.ProductData.builder()
                                        .setName("Credits")
                                        .build())
                                .build())
                        .build());
        if (billing.customer() == null) {
            session.setCustomerCreation(SessionCreateParams.CustomerCreation.ALWAYS);
        }
        return checkout(session);
    }

    /** A page to subscribe to the pro tier on. */
    Answer<String> pro(Billing billing, String price) {
        return checkout(session(billing)
                .setMode(SessionCreateParams.Mode.SUBSCRIPTION)
                .setSubscriptionData(SessionCreateParams.SubscriptionData.builder()
                        .putMetadata(StripeEffects.ACCOUNT, billing.account().id())
                        .build())
                .addLineItem(LineItem.builder().setQuantity(1L).setPrice(price).build()));
    }

    /** The page on which a customer sees invoices, changes cards and ends subscriptions. */
    Answer<String> portal(String customer) {
        return page(() -> stripe.billingPortal()
                .sessions()
                .create(com.stripe.param.billingportal.SessionCreateParams.builder()
                        .setCustomer(customer)
                        .setReturnUrl(returnUrl)
                        .build())
                .getUrl());
    }

    private SessionCreateParams.Builder session(Billing billing) {
        String account = billing.account().id();
        SessionCreateParams.Builder session = SessionCreateParams.builder()
                .setClientReferenceId(account)
                .putMetadata(StripeEffects.ACCOUNT, account)
                .setSuccessUrl(returnUrl + "?paid=true")
                .setCancelUrl(returnUrl);
        if (billing.customer() != null) {
            session.setCustomer(billing.customer());
        } else if (billing.account().email() != null) {
            session.setCustomerEmail(billing.account().email());
        }
        return session;
    }

    private Answer<String> checkout(SessionCreateParams.Builder session) {
        return page(() -> stripe.checkout().sessions().create(session.build()).getUrl());
    }

    /** Asking Stripe for a page's address. */
    private interface Asked {
        String url() throws StripeException;
    }

    private static Answer<String> page(Asked asked) {
        try {
            return new Answer.Done<>(Objects.requireNonNull(asked.url(), "Stripe named no address"));
        } catch (StripeException refused) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Stripe made no page: HTTP {0}, code {1}, request {2}",
                    refused.getStatusCode(),
                    refused.getCode(),
                    refused.getRequestId());
            return new Answer.Refused<>(new ApiError(
                    502,
                    "upstream_error",
                    "payment_provider_failed",
                    "Stripe made no page to pay on. Nothing was paid; try again, and tell the operator if it stays so.",
                    null,
                    null));
        }
    }
}
