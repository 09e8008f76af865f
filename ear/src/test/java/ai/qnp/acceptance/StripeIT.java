package ai.qnp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.Answer;
import ai.qnp.acceptance.server.Eventually;
import ai.qnp.acceptance.server.GatewayProcess;
import ai.qnp.acceptance.server.Manage;
import ai.qnp.acceptance.server.RestartablePostgres;
import ai.qnp.ee.payments.FakeStripe;
import ai.qnp.ee.payments.SignedEvent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** People pay by Stripe, and Stripe tells of it in its own way. */
@Tag("once")
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class StripeIT {
    private static final String TOKEN = "operator-token-of-the-stripe-test";
    private static final String SECRET = "whsec_of_the_stripe_test";

    @TempDir
    private Path folder;

    @Test
    void paymentsCountOnceHoweverTheirEventsCome() throws Exception {
        try (RestartablePostgres postgres = new RestartablePostgres(folder.resolve("postgres"));
                FakeStripe stripe = new FakeStripe();
                GatewayProcess gateway = GatewayProcess.start(
                                GatewayProcess.freePort(), folder.resolve("home"), environment(postgres, stripe))
                        .awaitReady()) {
            Manage operator = new Manage(gateway.http(), TOKEN);
            String account = id(operator.call("POST", "/accounts", "{\"email\":\"jo@example.com\"}"));
            Manage jo = new Manage(gateway.http(), token(operator, account));

            // a page to pay on
            assertThat(buy(jo, "{\"kind\":\"credits\",\"amount_usd\":\"25.00\"}"))
                    .isEqualTo("https://pay.example.com/cs_1");
            assertThat(stripe.last().form())
                    .containsEntry("client_reference_id", account)
                    .containsEntry("line_items[0][price_data][unit_amount]", "2500");
            assertThat(buy(jo, "{\"kind\":\"pro\"}")).startsWith("https://pay.example.com/");
            assertThat(jo.call("POST", "/billing/checkout", "{\"kind\":\"lunch\"}")
                            .expect(400)
                            .error()
                            .path("param")
                            .asString())
                    .isEqualTo("kind");
            assertThat(balance(jo)).isEqualTo("0");

            // a forged event, and the true one many times at once
            SignedEvent paid =
                    event("evt_1", "checkout.session.completed", SignedEvent.checkout(account, "pi_1", 2_500, "paid"));
            tell(gateway, new SignedEvent(paid.body().replace("2500", "9900"), paid.signature()), 400);
            tell(gateway, new SignedEvent(paid.body(), "t=1,v1=00"), 400);
            assertThat(balance(jo)).isEqualTo("0");
            atOnce(gateway, paid);
            assertThat(balance(jo)).isEqualTo("25");

            // a refund before its payment, a subscription whose end comes before its beginning
            tell(gateway, event("evt_3", "charge.refunded", SignedEvent.refunded(account, "pi_2", 400)), 200);
            tell(
                    gateway,
                    event("evt_2", "checkout.session.completed", SignedEvent.checkout(account, "pi_2", 1_000, "paid")),
                    200);
            assertThat(balance(jo)).isEqualTo("31");
            subscribed(gateway, account, "evt_4", "customer.subscription.created", "active");
            assertThat(billing(jo).path("tier").asString()).isEqualTo("pro");
            assertThat(billing(jo).path("subscription").asString()).isEqualTo("active");
            assertThat(jo.call("POST", "/billing/portal", null)
                            .expect(201)
                            .json()
                            .path("url")
                            .asString())
                    .isEqualTo("https://pay.example.com/bps_1");
            subscribed(gateway, account, "evt_6", "customer.subscription.deleted", "canceled");
            subscribed(gateway, account, "evt_5", "customer.subscription.updated", "active");
            assertThat(billing(jo).path("tier").asString()).isEqualTo("free");

            // the database away: told to come again
            postgres.stop();
            SignedEvent late =
                    event("evt_7", "checkout.session.completed", SignedEvent.checkout(account, "pi_3", 500, "paid"));
            tell(gateway, late, 503);
            postgres.start();
            Eventually.get("the late event taken in", () -> send(gateway, late).status(), status -> status == 200);
            assertThat(balance(jo)).isEqualTo("36");
            assertThat(operator.call("GET", "/ledger/audit", null)
                            .expect(200)
                            .json()
                            .path("holds")
                            .asBoolean())
                    .isTrue();
            assertThat(operator.call("GET", "/audit?account=" + account, null)
                            .expect(200)
                            .body())
                    .contains("credits.refunded", "\"actor\":\"stripe\"")
                    .doesNotContain(SECRET);
        }
    }

    private static void atOnce(GatewayProcess gateway, SignedEvent event) throws Exception {
        List<Future<Answer>> sent = new ArrayList<>();
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 10; i++) {
                sent.add(senders.submit(() -> send(gateway, event)));
            }
        }
        for (Future<Answer> each : sent) {
            each.get().expect(200);
        }
    }

    private static SignedEvent event(String id, String type, Map<String, ?> object) {
        return SignedEvent.of(SignedEvent.body(id, type, Instant.now(), object, Map.of()), SECRET, Instant.now());
    }

    private static void subscribed(GatewayProcess gateway, String account, String id, String type, String status) {
        tell(gateway, event(id, type, SignedEvent.subscription(account, "sub_1", status)), 200);
    }

    private static void tell(GatewayProcess gateway, SignedEvent event, int status) {
        send(gateway, event).expect(status);
    }

    private static Answer send(GatewayProcess gateway, SignedEvent event) {
        return gateway.http().send("POST", "/webhooks/stripe", event.body(), "Stripe-Signature", event.signature());
    }

    private static String buy(Manage jo, String what) {
        return jo.call("POST", "/billing/checkout", what)
                .expect(201)
                .json()
                .path("url")
                .asString();
    }

    private static JsonNode billing(Manage jo) {
        return jo.call("GET", "/billing", null).expect(200).json();
    }

    private static String balance(Manage jo) {
        return billing(jo).path("balance_usd").asString();
    }

    private static String id(Answer created) {
        return created.expect(201).json().path("id").asString();
    }

    private static String token(Manage operator, String account) {
        return operator.call("POST", "/tokens?account=" + account, "{\"name\":\"jos\"}")
                .expect(201)
                .json()
                .path("token")
                .asString();
    }

    private static Map<String, String> environment(RestartablePostgres postgres, FakeStripe stripe) {
        Map<String, String> environment = new HashMap<>(postgres.settings());
        environment.put("QNP_ADMIN_TOKEN", TOKEN);
        environment.put("QNP_STRIPE_SECRET_KEY", "sk_test_1");
        environment.put("QNP_STRIPE_WEBHOOK_SECRET", SECRET);
        environment.put("QNP_STRIPE_PRO_PRICE_ID", "price_pro");
        environment.put("QNP_STRIPE_API_BASE", stripe.address().toString());
        return environment;
    }
}
