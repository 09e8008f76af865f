package ai.qnp.ee.payments;

import static ai.qnp.ee.admin.AdminFixture.done;
import static ai.qnp.ee.admin.AdminFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.provider.Secret;
import ai.qnp.ee.admin.AdminFixture;
import ai.qnp.ee.admin.Tier;
import ai.qnp.ee.persistence.DatabaseKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of Stripe, over HTTP. */
class BillingServiceTest {
    private static final String SECRET = "whsec_of_these_tests";
    private static final String BACK = "http://127.0.0.1:9080/dashboard/billing.xhtml";

    private final AdminFixture admin = new AdminFixture(DatabaseKind.H2);
    private final FakeStripe stripe = new FakeStripe();
    private final String account = admin.account(Tier.FREE);
    private final BillingService billing = service(settings("price_pro"));

    BillingServiceTest() throws Exception {}

    @AfterEach
    void stop() {
        stripe.close();
    }

    @Test
    void creditsAreSoldOnAPageThatKnowsWhoseTheyAre() {
        String url = done(billing.buyCredits(account, "25.50"));

        assertThat(url).isEqualTo("https://pay.example.com/cs_1");
        assertThat(stripe.last().path()).isEqualTo("/v1/checkout/sessions");
        assertThat(stripe.last().authorization()).isEqualTo("Bearer sk_test_1");
        assertThat(stripe.last().form())
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("mode", "payment"),
                        Map.entry("client_reference_id", account),
                        Map.entry("metadata[qnp_account]", account),
                        Map.entry("payment_intent_data[metadata][qnp_account]", account),
                        Map.entry("customer_creation", "always"),
                        Map.entry("customer_email", email()),
                        Map.entry("line_items[0][quantity]", "1"),
                        Map.entry("line_items[0][price_data][currency]", "usd"),
                        Map.entry("line_items[0][price_data][unit_amount]", "2550"),
                        Map.entry("line_items[0][price_data][product_data][name]", "Credits"),
                        Map.entry("success_url", BACK + "?paid=true"),
                        Map.entry("cancel_url", BACK)));
    }

    @Test
    void theProTierIsSoldAtItsPrice() {
        done(billing.buyPro(account));

        assertThat(stripe.last().form())
                .containsEntry("mode", "subscription")
                .containsEntry("line_items[0][price]", "price_pro")
                .containsEntry("subscription_data[metadata][qnp_account]", account)
                .doesNotContainKeys("customer_creation", "payment_intent_data[metadata][qnp_account]");
    }

    @Test
    void whoBoughtSomethingIsKnownAgainAndHasAPortal() {
        assertThat(refused(billing.portal(account)).code()).isEqualTo("nothing_bought");
        told("evt_1", "checkout.session.completed", SignedEvent.checkout(account, "pi_1", 500, "paid"));

        assertThat(done(billing.portal(account))).isEqualTo("https://pay.example.com/bps_1");
        assertThat(stripe.last().path()).isEqualTo("/v1/billing_portal/sessions");
        assertThat(stripe.last().form()).isEqualTo(Map.of("customer", "cus_" + account, "return_url", BACK));

        done(billing.buyCredits(account, "1"));
        assertThat(stripe.last().form())
                .containsEntry("customer", "cus_" + account)
                .doesNotContainKeys("customer_creation", "customer_email");
    }

    @Test
    void whoIsProDoesNotPayTwice() {
        told("evt_1", "customer.subscription.created", SignedEvent.subscription(account, "sub_1", "active"));

        assertThat(refused(billing.buyPro(account)).code()).isEqualTo("already_pro");
        assertThat(done(billing.get(account)).subscription()).isEqualTo("active");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0.99", "10000.01", "25.001", "-5", "1e3", "25,00"})
    void amountsThatNobodyCanPayAreRefused(String amount) {
        assertThat(refused(billing.buyCredits(account, amount)).param()).isEqualTo("amount_usd");
    }

    @Test
    void whatStripeRefusesIsToldWithoutItsWords() {
        stripe.refuseWith(400);

        assertThat(refused(billing.buyPro(account)).status()).isEqualTo(502);
        assertThat(refused(billing.buyPro(account)).code()).isEqualTo("payment_provider_failed");
        assertThat(refused(billing.buyPro(account)).message()).doesNotContain("No such price");
    }

    @Test
    void withoutStripeTheOperatorIsNamed() {
        BillingService off = service(new PaymentSettings(Secret.of("sk_test_1"), null, "price", stripe.address()));

        assertThat(refused(off.buyCredits(account, "5")).code()).isEqualTo("payments_off");
        assertThat(refused(off.buyPro(account)).message()).contains("operator");
        assertThat(refused(off.portal(account)).code()).isEqualTo("payments_off");
        assertThat(done(off.get(account)).payments()).isFalse();
    }

    @Test
    void withoutAPriceOnlyCreditsAreSold() {
        BillingService credits = service(settings(null));

        assertThat(refused(credits.buyPro(account)).code()).isEqualTo("not_on_sale");
        assertThat(done(credits.buyCredits(account, "5"))).startsWith("https://");
    }

    private PaymentSettings settings(String price) {
        return new PaymentSettings(Secret.of("sk_test_1"), Secret.of(SECRET), price, stripe.address());
    }

    private BillingService service(PaymentSettings settings) {
        return new BillingService(admin.store, admin.accounts, settings, AdminFixture.settings(Path.of("unused")));
    }

    private void told(String id, String type, Map<String, ?> object) {
        SignedEvent event = SignedEvent.of(
                SignedEvent.body(id, type, admin.clock.instant(), object, Map.of()), SECRET, admin.clock.instant());
        done(new PaymentEvents(settings("price_pro"), admin.store, admin.grants)
                .receive(event.body().getBytes(StandardCharsets.UTF_8), event.signature(), "192.0.2.9"));
    }

    private String email() {
        return done(admin.accounts.get(account)).email();
    }
}
