package ai.qnp.ee.payments;

import static ai.qnp.ee.admin.AdminFixture.done;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.provider.Secret;
import ai.qnp.ee.accounting.LedgerAudit;
import ai.qnp.ee.admin.AdminFixture;
import ai.qnp.ee.admin.Answer;
import ai.qnp.ee.admin.Tier;
import ai.qnp.ee.persistence.DatabaseKind;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A free account whose payments Stripe tells of. */
final class StripeFixture {
    static final String SECRET = "whsec_of_these_tests";
    static final String PAID = "checkout.session.completed";
    static final String UPDATED = "customer.subscription.updated";

    final AdminFixture admin;
    final String account;
    final PaymentEvents events;

    /** Over an empty database of that kind. */
    StripeFixture(DatabaseKind kind) {
        admin = new AdminFixture(kind);
        PaymentSettings settings = new PaymentSettings(
                Secret.of("sk_test_1"), Secret.of(SECRET), "price_1", URI.create("https://stripe.example.com"));
        events = new PaymentEvents(settings, admin.store, admin.grants);
        account = admin.account(Tier.FREE);
    }

    void assertBooksHold() throws Exception {
        assertThat(new LedgerAudit(admin.database.dataSource()::getConnection).run())
                .allSatisfy(proof -> assertThat(proof.wrong()).as(proof.claim()).isEmpty());
    }

    String take(String id, String type, Map<String, ?> object) {
        return take(id, type, admin.clock.instant(), object, null);
    }

    String take(String id, String type, Instant created, Map<String, ?> object, String before) {
        String body = SignedEvent.body(id, type, created, object, before == null ? Map.of() : Map.of("status", before));
        return done(send(SignedEvent.of(body, SECRET, admin.clock.instant())));
    }

    SignedEvent signed(String id, String type, Instant created, Map<String, ?> object) {
        return SignedEvent.of(SignedEvent.body(id, type, created, object, Map.of()), SECRET, admin.clock.instant());
    }

    List<String> atOnce(SignedEvent event) throws Exception {
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

    Answer<String> send(SignedEvent event) {
        return events.receive(event.body().getBytes(StandardCharsets.UTF_8), event.signature(), "192.0.2.9");
    }

    BigDecimal balance() {
        return done(admin.accounts.get(account)).balance();
    }

    Tier tier() {
        return done(admin.accounts.get(account)).tier();
    }

    long stored() {
        return admin.store.read(entities -> entities.createQuery("select count(e) from PaymentEventRow e", Long.class)
                .getSingleResult());
    }

    String status() {
        return admin.store.read(entities -> entities.createQuery("select s.status from SubscriptionRow s", String.class)
                .getSingleResult());
    }

    List<String> references() {
        return admin.store.read(entities -> entities.createQuery(
                        "select concat(t.kind, ' ', t.reference) from LedgerTransactionRow t", String.class)
                .getResultList());
    }
}
