package ai.qnp.acceptance;

import static ai.qnp.acceptance.server.PricedRequests.BODY;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.Answer;
import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.Eventually;
import ai.qnp.acceptance.server.GatewayProcess;
import ai.qnp.acceptance.server.Manage;
import ai.qnp.acceptance.server.PricedRequests;
import ai.qnp.acceptance.server.RestartablePostgres;
import ai.qnp.acceptance.upstream.FakeUpstream;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
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

/** Two servers on one PostgreSQL, and 200 clients that use both: what binds a key binds it over both. */
@Tag("once")
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class TwoNodesIT {
    private static final String TOKEN = "operator-token-of-the-two-nodes-test";

    @TempDir
    private Path folder;

    @Test
    void limitsBudgetsCreditsAndRevocationsHoldOverBoth() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                FakeUpstream upstream = FakeUpstream.plain()) {
            Map<String, String> environment = environment(postgres.getPort(), upstream);
            try (GatewayProcess first = start("one", environment).awaitReady();
                    GatewayProcess second = start("two", environment).awaitReady()) {
                Manage one = new Manage(first.http(), TOKEN);
                Manage two = new Manage(second.http(), TOKEN);

                budget(one, two);
                balance(one, two);
                requestsAMinute(one, two);
                revocation(one, two);
                books(two);
            }
        }
    }

    private void budget(Manage one, Manage two) throws Exception {
        Caller caller = key(one, "\"budget\":{\"amount_usd\":\"0.02\",\"period\":\"month\"}");

        List<Integer> statuses = at(one, two, caller);

        assertThat(statuses).contains(200, 402).doesNotContain(500, 502, 503);
        BigDecimal spent = spent(one, caller);
        assertThat(spent).isLessThanOrEqualTo(new BigDecimal("0.02"));
        assertThat(new BigDecimal("0.02").subtract(spent)).as("left over").isLessThan(new BigDecimal("0.0006"));
    }

    private void balance(Manage one, Manage two) throws Exception {
        String account = PricedRequests.account(one, "0.02");
        Caller caller = PricedRequests.key(two, account, "{\"name\":\"over two servers\"}");

        List<Integer> statuses = at(one, two, caller);

        assertThat(statuses).contains(200, 402);
        BigDecimal left = new BigDecimal(two.call("GET", "/accounts/" + account, null)
                .expect(200)
                .json()
                .path("balance_usd")
                .asString());
        assertThat(left).isNotNegative().isLessThan(new BigDecimal("0.0006"));
    }

    private void requestsAMinute(Manage one, Manage two) throws Exception {
        Caller caller = key(one, "\"limits\":{\"rpm\":30}");

        List<Integer> statuses = at(one, two, caller);

        assertThat(statuses.stream().filter(status -> status == 200).count())
                .as("in some seconds, of 200")
                .isBetween(30L, 31L);
        assertThat(statuses).contains(429);
    }

    private void revocation(Manage one, Manage two) {
        Caller caller = key(one, "\"permissions\":[\"chat\"]");
        Caller there = new Caller(two.http(), caller.keyId(), caller.key());
        there.chat(BODY).expect(200);

        one.call("DELETE", "/keys/" + caller.keyId(), null);
        long revoked = System.nanoTime();

        Eventually.get("the other server's refusal", () -> there.chat(BODY).status(), status -> status == 401);
        assertThat(System.nanoTime() - revoked).isLessThan(TimeUnit.SECONDS.toNanos(5));
    }

    private static void books(Manage manage) {
        JsonNode audit = manage.call("GET", "/ledger/audit", null).expect(200).json();
        assertThat(audit.path("holds").asBoolean()).as(audit.toPrettyString()).isTrue();
    }

    /** 200 clients at once, every second one at the other server. */
    private static List<Integer> at(Manage one, Manage two, Caller caller) throws Exception {
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                Caller there = new Caller((i % 2 == 0 ? one : two).http(), caller.keyId(), caller.key());
                answers.add(clients.submit(() -> there.chat(BODY)));
            }
            for (Future<Answer> answer : answers) {
                statuses.add(answer.get().status());
            }
        }
        return statuses;
    }

    private static BigDecimal spent(Manage manage, Caller caller) {
        BigDecimal spent = BigDecimal.ZERO;
        JsonNode lines = manage.call("GET", "/usage/summary?group_by=key&key=" + caller.keyId(), null)
                .expect(200)
                .json()
                .path("data");
        for (JsonNode line : lines) {
            spent = spent.add(new BigDecimal(line.path("cost_usd").asString()));
        }
        return spent;
    }

    private static Caller key(Manage manage, String settings) {
        return manage.caller("{\"name\":\"over two servers\"," + settings + "}");
    }

    private GatewayProcess start(String name, Map<String, String> environment) throws Exception {
        return GatewayProcess.start(GatewayProcess.freePort(), folder.resolve(name), environment);
    }

    private static Map<String, String> environment(int port, FakeUpstream upstream) {
        Map<String, String> environment = new HashMap<>(RestartablePostgres.settings(port));
        environment.putAll(PricedRequests.answeredBy(upstream));
        environment.put("QNP_ADMIN_TOKEN", TOKEN);
        environment.put("QNP_MASTER_KEY", Base64.getEncoder().encodeToString(new byte[32]));
        return environment;
    }
}
