package ai.qnp.ee.payments;

import static ai.qnp.ee.admin.AdminFixture.done;
import static ai.qnp.ee.admin.AdminFixture.refused;
import static ai.qnp.ee.payments.SignedEvent.checkout;
import static ai.qnp.ee.payments.StripeFixture.PAID;
import static ai.qnp.ee.payments.StripeFixture.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.ee.admin.AdminFixture;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.CreditService;
import ai.qnp.ee.persistence.DatabaseKind;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class PaymentEventsTest {
    private final StripeFixture stripe;
    private final AdminFixture admin;
    private final String account;

    PaymentEventsTest(DatabaseKind kind) {
        stripe = new StripeFixture(kind);
        admin = stripe.admin;
        account = stripe.account;
    }

    @AfterEach
    void theBooksHold() throws Exception {
        stripe.assertBooksHold();
    }

    @Test
    void whatWasPaidIsCredited() {
        // when
        String outcome = stripe.take("evt_1", PAID, checkout(account, "pi_1", 2_500, "paid"));

        // then
        assertThat(outcome).isEqualTo("credited 25 USD");
        assertThat(stripe.balance()).isEqualByComparingTo("25");
        assertThat(admin.audit()).contains("credits.added by stripe from 192.0.2.9");
        assertThat(stripe.references()).containsExactly("top_up pi_1");
    }

    @Test
    void theSameEventTwiceIsOneCredit() {
        stripe.take("evt_1", PAID, checkout(account, "pi_1", 2_500, "paid"));

        String again = stripe.take("evt_1", PAID, checkout(account, "pi_1", 2_500, "paid"));

        assertThat(again).isEqualTo("known before");
        assertThat(stripe.balance()).isEqualByComparingTo("25");
        assertThat(stripe.stored()).isEqualTo(1);
    }

    @Test
    void theSameEventManyTimesAtOnceIsOneCredit() throws Exception {
        SignedEvent event =
                stripe.signed("evt_1", PAID, admin.clock.instant(), checkout(account, "pi_1", 2_500, "paid"));

        List<String> outcomes = stripe.atOnce(event);

        assertThat(outcomes).isSubsetOf("credited 25 USD", "known before");
        assertThat(outcomes).containsOnlyOnce("credited 25 USD");
        assertThat(stripe.balance()).isEqualByComparingTo("25");
        assertThat(stripe.stored()).isEqualTo(1);
    }

    @Test
    void anEventForNobodyManyTimesAtOnceIsStoredOnce() throws Exception {
        SignedEvent event = stripe.signed("evt_1", "invoice.paid", admin.clock.instant(), Map.of("id", "in_1"));

        List<String> outcomes = stripe.atOnce(event);

        assertThat(outcomes).containsOnlyOnce("ignored: nothing follows from its type");
        assertThat(stripe.stored()).isEqualTo(1);
    }

    @Test
    void onePaymentToldByTwoEventsIsOneCredit() {
        stripe.take("evt_1", PAID, checkout(account, "pi_1", 2_500, "paid"));

        stripe.take("evt_2", "checkout.session.async_payment_succeeded", checkout(account, "pi_1", 2_500, "paid"));

        assertThat(stripe.balance()).isEqualByComparingTo("25");
        assertThat(stripe.stored()).isEqualTo(2);
    }

    @Test
    void aPaymentThatIsUnderWayIsCreditedWhenItArrives() {
        String first = stripe.take("evt_1", PAID, checkout(account, "pi_1", 2_500, "unpaid"));
        assertThat(stripe.balance()).isZero();

        stripe.take("evt_2", "checkout.session.async_payment_succeeded", checkout(account, "pi_1", 2_500, "paid"));

        assertThat(first).isEqualTo("ignored: not paid yet");
        assertThat(stripe.balance()).isEqualByComparingTo("25");
    }

    @Test
    void anEventThatIsThreeDaysLateCountsWhenItIsSignedAnew() {
        Instant made = admin.clock.instant();
        admin.clock.pass(Duration.ofDays(3));

        done(stripe.send(stripe.signed("evt_1", PAID, made, checkout(account, "pi_1", 2_500, "paid"))));

        assertThat(stripe.balance()).isEqualByComparingTo("25");
    }

    @Test
    void whatIsForgedChangedOrReplayedIsRefusedAndNotStored() {
        String body = SignedEvent.body(
                "evt_1", PAID, admin.clock.instant(), checkout(account, "pi_1", 2_500, "paid"), Map.of());
        SignedEvent genuine = SignedEvent.of(body, SECRET, admin.clock.instant());
        List<SignedEvent> forged = List.of(
                SignedEvent.of(body, "whsec_guessed", admin.clock.instant()),
                new SignedEvent(body.replace("2500", "9900"), genuine.signature()),
                new SignedEvent(body, genuine.signature().replace("v1=", "v0=")),
                new SignedEvent(body, ""),
                new SignedEvent(body, "t"),
                new SignedEvent(body, "t=,v1="),
                new SignedEvent(body, "t=" + Long.MAX_VALUE + ",v1=00"),
                SignedEvent.of(body, SECRET, admin.clock.instant().minus(Duration.ofMinutes(6))));

        assertThat(forged).allSatisfy(event -> {
            assertThat(refused(stripe.send(event)).status()).isEqualTo(400);
            assertThat(refused(stripe.send(event)).code()).isEqualTo("invalid_signature");
        });
        assertThat(refused(stripe.events.receive(body.getBytes(StandardCharsets.UTF_8), null, "192.0.2.9"))
                        .code())
                .isEqualTo("invalid_signature");

        assertThat(stripe.stored()).isZero();
        assertThat(stripe.balance()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"[]", "{}", "{\"id\":\"evt_1\"}", "nonsense", "''", "null"})
    void whatIsSignedAndNoEventIsRefused(String body) {
        assertThat(refused(stripe.send(SignedEvent.of(body, SECRET, admin.clock.instant())))
                        .code())
                .isEqualTo("invalid_event");
        assertThat(stripe.stored()).isZero();
    }

    @Test
    void whatWasReallyPaidCountsAndNotWhatWasAskedFor() {
        Map<String, Object> session = new HashMap<>(checkout(account, "pi_1", 1_999, "paid"));
        session.put("metadata", Map.of("qnp_account", account, "amount_usd", "25.00"));
        session.put("amount_subtotal", 2_500);

        stripe.take("evt_1", PAID, session);

        assertThat(stripe.balance()).isEqualByComparingTo("19.99");
    }

    @Test
    void whatIsOfNoUseHereIsAcceptedAndStoredAsIgnored() {
        Map<String, Object> euros = new HashMap<>(checkout(account, "pi_1", 2_500, "paid"));
        euros.put("currency", "eur");
        Map<String, Object> fraction = new HashMap<>(checkout(account, "pi_2", 2_500, "paid"));
        fraction.put("amount_total", 25.5);

        assertThat(List.of(
                        stripe.take("evt_1", PAID, euros),
                        stripe.take("evt_2", PAID, checkout("acc_nobody", "pi_3", 2_500, "paid")),
                        stripe.take("evt_3", "invoice.paid", Map.of("id", "in_1")),
                        stripe.take("evt_4", "some.later.type", Map.of()),
                        stripe.take("evt_5", PAID, fraction),
                        stripe.take("evt_6", "charge.refunded", Map.of("id", "ch_other", "currency", "usd"))))
                .allSatisfy(outcome -> assertThat(outcome).startsWith("ignored: "));

        assertThat(stripe.stored()).isEqualTo(6);
        assertThat(stripe.balance()).isZero();
    }

    @Test
    void whatTheOperatorCreditedByHandUnderThePaymentsNameIsNotCreditedAgain() {
        done(new CreditService(admin.store).topUp(account, "25", "pi_1", AdminFixture.ACTOR));

        stripe.take("evt_1", PAID, checkout(account, "pi_1", 2_500, "paid"));

        assertThat(stripe.balance()).isEqualByComparingTo("25");
    }

    @Test
    void withoutASecretNothingIsTaken() {
        PaymentSettings off = new PaymentSettings(null, null, null, URI.create("https://stripe.example.com"));

        Answer<String> answer =
                new PaymentEvents(off, admin.store, admin.grants).receive(new byte[0], "t=1,v1=00", "192.0.2.9");

        assertThat(refused(answer).status()).isEqualTo(404);
    }
}
