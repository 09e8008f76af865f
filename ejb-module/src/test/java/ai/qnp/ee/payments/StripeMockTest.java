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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Stripe's own stand-in takes what it is asked: each call is one that the API's description knows. */
class StripeMockTest {
    private static final String SECRET = "whsec_of_these_tests";

    private static StripeMock stripe;

    private final AdminFixture admin = new AdminFixture(DatabaseKind.H2);
    private final String account = admin.account(Tier.FREE);

    StripeMockTest() throws Exception {}

    @BeforeAll
    static void start() throws Exception {
        stripe = StripeMock.start();
    }

    @AfterAll
    static void stop() {
        // none where there is no compiler
        if (stripe != null) {
            stripe.close();
        }
    }

    @Test
    void creditsAndTheProTierHavePagesToPayOn() {
        assertThat(done(billing("sk_test_1").buyCredits(account, "25.50"))).startsWith("https://");
        assertThat(done(billing("sk_test_1").buyPro(account))).startsWith("https://");
    }

    @Test
    void whoBoughtSomethingHasAPortalAndBuysAgain() {
        SignedEvent paid = SignedEvent.of(
                SignedEvent.body(
                        "evt_1",
                        "checkout.session.completed",
                        admin.clock.instant(),
                        SignedEvent.checkout(account, "pi_1", 500, "paid"),
                        Map.of()),
                SECRET,
                admin.clock.instant());
        done(new PaymentEvents(settings("sk_test_1"), admin.store, admin.grants)
                .receive(paid.body().getBytes(StandardCharsets.UTF_8), paid.signature(), "192.0.2.9"));

        assertThat(done(billing("sk_test_1").portal(account))).startsWith("https://");
        assertThat(done(billing("sk_test_1").buyCredits(account, "1"))).startsWith("https://");
        assertThat(done(billing("sk_test_1").buyPro(account))).startsWith("https://");
    }

    @Test
    void aKeyThatStripeDoesNotTakeIsToldAsItsFailure() {
        assertThat(refused(billing("no_key").buyCredits(account, "5")).code()).isEqualTo("payment_provider_failed");
    }

    private BillingService billing(String key) {
        return new BillingService(admin.store, admin.accounts, settings(key), AdminFixture.settings(Path.of("unused")));
    }

    private static PaymentSettings settings(String key) {
        return new PaymentSettings(Secret.of(key), Secret.of(SECRET), "price_pro", stripe.address());
    }
}
