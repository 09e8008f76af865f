package ai.qnp.ee.payments;

import static ai.qnp.ee.admin.AdminFixture.done;
import static ai.qnp.ee.admin.AdminFixture.refused;
import static ai.qnp.ee.payments.SignedEvent.checkout;
import static ai.qnp.ee.payments.SignedEvent.refunded;
import static ai.qnp.ee.payments.SignedEvent.subscription;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.provider.Secret;
import ai.qnp.ee.accounting.LedgerAudit;
import ai.qnp.ee.admin.AdminFixture;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.CreditService;
import ai.qnp.ee.admin.Tier;
import ai.qnp.ee.persistence.DatabaseKind;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class PaymentEventsTest {
    private static final String SECRET = "whsec_of_these_tests";
    private static final String PAID = "checkout.session.completed";
    private static final String UPDATED = "customer.subscription.updated";

    private final AdminFixture admin;
    private final PaymentEvents events;
    private final String account;

    PaymentEventsTest(DatabaseKind kind) {
        admin = new AdminFixture(kind);
        PaymentSettings settings = new PaymentSettings(
                Secret.of("sk_test_1"), Secret.of(SECRET), "price_1", URI.create("https://stripe.example.com"));
        events = new PaymentEvents(settings, admin.store, admin.grants);
        account = admin.account(Tier.FREE);
    }

    @AfterEach
    void theBooksHold() throws Exception {
        assertThat(new LedgerAudit(admin.database.dataSource()::getConnection).run())
                .allSatisfy(proof -> assertThat(proof.wrong()).as(proof.claim()).isEmpty());
    }

    @Test
    void whatWasPaidIsCredited() {
        // when
        String outcome = take("evt_1", PAID, checkout(account, "pi_1", 2_500, "paid"));

        // then
        assertThat(outcome).isEqualTo("credited 25 USD");
        assertThat(balance()).isEqualByComparingTo("25");
        assertThat(admin.audit()).contains("credits.added by stripe from 192.0.2.9");
        assertThat(references()).containsExactly("top_up pi_1");
    }

    @Test
    void theSameEventTwiceIsOneCredit() {
        take("evt_1", PAID, checkout(account, "pi_1", 2_500, "paid"));

        String again = take("evt_1", PAID, checkout(account, "pi_1", 2_500, "paid"));

        assertThat(again).isEqualTo("known before");
        assertThat(balance()).isEqualByComparingTo("25");
        assertThat(stored()).isEqualTo(1);
    }

    @Test
    void theSameEventManyTimesAtOnceIsOneCredit() throws Exception {
        SignedEvent event = signed("evt_1", PAID, admin.clock.instant(), checkout(account, "pi_1", 2_500, "paid"));

        List<String> outcomes = atOnce(event);

        assertThat(outcomes).isSubsetOf("credited 25 USD", "known before");
        assertThat(outcomes).containsOnlyOnce("credited 25 USD");
        assertThat(balance()).isEqualByComparingTo("25");
        assertThat(stored()).isEqualTo(1);
    }

    @Test
    void anEventForNobodyManyTimesAtOnceIsStoredOnce() throws Exception {
        SignedEvent event = signed("evt_1", "invoice.paid", admin.clock.instant(), Map.of("id", "in_1"));

        List<String> outcomes = atOnce(event);

        assertThat(outcomes).containsOnlyOnce("ignored: nothing follows from its type");
        assertThat(stored()).isEqualTo(1);
    }

    @Test
    void onePaymentToldByTwoEventsIsOneCredit() {
        take("evt_1", PAID, checkout(account, "pi_1", 2_500, "paid"));

        take("evt_2", "checkout.session.async_payment_succeeded", checkout(account, "pi_1", 2_500, "paid"));

        assertThat(balance()).isEqualByComparingTo("25");
        assertThat(stored()).isEqualTo(2);
    }

    @Test
    void aPaymentThatIsUnderWayIsCreditedWhenItArrives() {
        String first = take("evt_1", PAID, checkout(account, "pi_1", 2_500, "unpaid"));
        assertThat(balance()).isZero();

        take("evt_2", "checkout.session.async_payment_succeeded", checkout(account, "pi_1", 2_500, "paid"));

        assertThat(first).isEqualTo("ignored: not paid yet");
        assertThat(balance()).isEqualByComparingTo("25");
    }

    @Test
    void anEventThatIsThreeDaysLateCountsWhenItIsSignedAnew() {
        Instant made = admin.clock.instant();
        admin.clock.pass(Duration.ofDays(3));

        done(send(signed("evt_1", PAID, made, checkout(account, "pi_1", 2_500, "paid"))));

        assertThat(balance()).isEqualByComparingTo("25");
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
            assertThat(refused(send(event)).status()).isEqualTo(400);
            assertThat(refused(send(event)).code()).isEqualTo("invalid_signature");
        });
        assertThat(refused(events.receive(body.getBytes(StandardCharsets.UTF_8), null, "192.0.2.9"))
                        .code())
                .isEqualTo("invalid_signature");

        assertThat(stored()).isZero();
        assertThat(balance()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"[]", "{}", "{\"id\":\"evt_1\"}", "nonsense", "''", "null"})
    void whatIsSignedAndNoEventIsRefused(String body) {
        assertThat(refused(send(SignedEvent.of(body, SECRET, admin.clock.instant())))
                        .code())
                .isEqualTo("invalid_event");
        assertThat(stored()).isZero();
    }

    @Test
    void whatWasReallyPaidCountsAndNotWhatWasAskedFor() {
        Map<String, Object> session = new HashMap<>(checkout(account, "pi_1", 1_999, "paid"));
        session.put("metadata", Map.of("qnp_account", account, "amount_usd", "25.00"));
        session.put("amount_subtotal", 2_500);

        take("evt_1", PAID, session);

        assertThat(balance()).isEqualByComparingTo("19.99");
    }

    @Test
    void whatIsOfNoUseHereIsAcceptedAndStoredAsIgnored() {
        Map<String, Object> euros = new HashMap<>(checkout(account, "pi_1", 2_500, "paid"));
        euros.put("currency", "eur");
        Map<String, Object> fraction = new HashMap<>(checkout(account, "pi_2", 2_500, "paid"));
        fraction.put("amount_total", 25.5);

        assertThat(List.of(
                        take("evt_1", PAID, euros),
                        take("evt_2", PAID, checkout("acc_nobody", "pi_3", 2_500, "paid")),
                        take("evt_3", "invoice.paid", Map.of("id", "in_1")),
                        take("evt_4", "some.later.type", Map.of()),
                        take("evt_5", PAID, fraction),
                        take("evt_6", "charge.refunded", Map.of("id", "ch_other", "currency", "usd"))))
                .allSatisfy(outcome -> assertThat(outcome).startsWith("ignored: "));

        assertThat(stored()).isEqualTo(6);
        assertThat(balance()).isZero();
    }

    @Test
    void refundsAreTakenOutOnceEachAsFarAsTheyGo() {
        take("evt_1", PAID, checkout(account, "pi_1", 2_500, "paid"));

        take("evt_2", "charge.refunded", refunded(account, "pi_1", 500));
        take("evt_3", "charge.refunded", refunded(account, "pi_1", 2_500));
        take("evt_4", "charge.refunded", refunded(account, "pi_1", 2_500));

        assertThat(balance()).isZero();
        assertThat(references())
                .containsExactlyInAnyOrder("top_up pi_1", "refund pi_1:refunded:5", "refund pi_1:refunded:25");
        assertThat(admin.audit()).contains("credits.refunded by stripe from 192.0.2.9");
    }

    @Test
    void aRefundOfWhatIsGoneLeavesLessThanNothing() {
        take("evt_1", PAID, checkout(account, "pi_1", 2_500, "paid"));
        take("evt_2", PAID, checkout(account, "pi_2", 1_000, "paid"));
        take("evt_3", "charge.refunded", refunded(account, "pi_2", 1_000));

        // as if the first had been spent: Stripe's own word for how much is never doubted
        take("evt_4", "charge.refunded", refunded(account, "pi_1", 4_000));

        assertThat(balance()).isEqualByComparingTo("-15");
    }

    @Test
    void refundsThatComeBeforeTheirPaymentAndInTheWrongOrderEndTheSame() {
        take("evt_3", "charge.refunded", refunded(account, "pi_1", 2_000));
        take("evt_2", "charge.refunded", refunded(account, "pi_1", 500));
        assertThat(balance()).isZero();

        take("evt_1", PAID, checkout(account, "pi_1", 2_500, "paid"));

        assertThat(balance()).isEqualByComparingTo("5");
    }

    @Test
    void whatTheOperatorCreditedByHandUnderThePaymentsNameIsNotCreditedAgain() {
        done(new CreditService(admin.store).topUp(account, "25", "pi_1", AdminFixture.ACTOR));

        take("evt_1", PAID, checkout(account, "pi_1", 2_500, "paid"));

        assertThat(balance()).isEqualByComparingTo("25");
    }

    @ParameterizedTest
    @CsvSource({
        "active, PRO",
        "trialing, PRO",
        "past_due, PRO",
        "incomplete, FREE",
        "incomplete_expired, FREE",
        "unpaid, FREE",
        "canceled, FREE",
        "paused, FREE"
    })
    void theTierFollowsTheSubscription(String status, Tier tier) {
        take("evt_1", UPDATED, subscription(account, "sub_1", status));

        assertThat(tier()).isEqualTo(tier);
    }

    @Test
    void anEndedSubscriptionEndsTheTierAndNothingLateBringsItBack() {
        Instant start = admin.clock.instant();
        take("evt_1", "customer.subscription.created", start, subscription(account, "sub_1", "active"), null);
        take(
                "evt_3",
                "customer.subscription.deleted",
                start.plusSeconds(60),
                subscription(account, "sub_1", "canceled"),
                null);

        take("evt_2", UPDATED, start.plusSeconds(30), subscription(account, "sub_1", "active"), null);
        take("evt_4", UPDATED, start.plusSeconds(90), subscription(account, "sub_1", "active"), null);

        assertThat(tier()).isEqualTo(Tier.FREE);
    }

    @Test
    void anOlderEventChangesNothingThatANewerOneSaid() {
        Instant start = admin.clock.instant();
        take("evt_2", UPDATED, start.plusSeconds(5), subscription(account, "sub_1", "active"), "incomplete");

        String late = take("evt_1", UPDATED, start, subscription(account, "sub_1", "unpaid"), "incomplete");

        assertThat(late).isEqualTo("ignored: a newer event is known");
        assertThat(tier()).isEqualTo(Tier.PRO);
    }

    @Test
    void eventsOfOneSecondEndTheSameInAnyOrder() {
        Instant second = admin.clock.instant();
        List<Runnable> told = List.of(
                () -> take(
                        "evt_1",
                        "customer.subscription.created",
                        second,
                        subscription(account, "sub_1", "incomplete"),
                        null),
                () -> take("evt_2", UPDATED, second, subscription(account, "sub_1", "active"), "incomplete"),
                () -> take("evt_3", UPDATED, second, subscription(account, "sub_1", "past_due"), "active"));

        told.reversed().forEach(Runnable::run);

        assertThat(status()).isEqualTo("past_due");
    }

    @Test
    void anAccountStaysProAsLongAsOneOfItsSubscriptionsPays() {
        take("evt_1", UPDATED, subscription(account, "sub_1", "active"));
        take("evt_2", UPDATED, subscription(account, "sub_2", "active"));

        take("evt_3", "customer.subscription.deleted", subscription(account, "sub_1", "canceled"));
        assertThat(tier()).isEqualTo(Tier.PRO);

        take("evt_4", "customer.subscription.deleted", subscription(account, "sub_2", "canceled"));
        assertThat(tier()).isEqualTo(Tier.FREE);
    }

    @Test
    void aTierThatTheOperatorSetIsLeftAloneByWhatChangesNothing() {
        done(admin.accounts.changeTier(account, Tier.PRO, AdminFixture.ACTOR));

        take("evt_1", UPDATED, subscription(account, "sub_1", "incomplete_expired"));

        assertThat(tier()).isEqualTo(Tier.PRO);
    }

    @Test
    void withoutASecretNothingIsTaken() {
        PaymentSettings off = new PaymentSettings(null, null, null, URI.create("https://stripe.example.com"));

        Answer<String> answer =
                new PaymentEvents(off, admin.store, admin.grants).receive(new byte[0], "t=1,v1=00", "192.0.2.9");

        assertThat(refused(answer).status()).isEqualTo(404);
    }

    private String take(String id, String type, Map<String, ?> object) {
        return take(id, type, admin.clock.instant(), object, null);
    }

    private String take(String id, String type, Instant created, Map<String, ?> object, String before) {
        String body = SignedEvent.body(id, type, created, object, before == null ? Map.of() : Map.of("status", before));
        return done(send(SignedEvent.of(body, SECRET, admin.clock.instant())));
    }

    private SignedEvent signed(String id, String type, Instant created, Map<String, ?> object) {
        return SignedEvent.of(SignedEvent.body(id, type, created, object, Map.of()), SECRET, admin.clock.instant());
    }

    private List<String> atOnce(SignedEvent event) throws Exception {
        List<Future<Answer<String>>> sent = new ArrayList<>();
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                sent.add(senders.submit(() -> send(event)));
            }
        }
        List<String> outcomes = new ArrayList<>();
        for (Future<Answer<String>> each : sent) {
            outcomes.add(done(each.get()));
        }
        return outcomes;
    }

    private Answer<String> send(SignedEvent event) {
        return events.receive(event.body().getBytes(StandardCharsets.UTF_8), event.signature(), "192.0.2.9");
    }

    private BigDecimal balance() {
        return done(admin.accounts.get(account)).balance();
    }

    private Tier tier() {
        return done(admin.accounts.get(account)).tier();
    }

    private long stored() {
        return admin.store.read(entities -> entities.createQuery("select count(e) from PaymentEventRow e", Long.class)
                .getSingleResult());
    }

    private String status() {
        return admin.store.read(entities -> entities.createQuery("select s.status from SubscriptionRow s", String.class)
                .getSingleResult());
    }

    private List<String> references() {
        return admin.store.read(entities -> entities.createQuery(
                        "select concat(t.kind, ' ', t.reference) from LedgerTransactionRow t", String.class)
                .getResultList());
    }
}
