package ai.qnp.acceptance;

import static ai.qnp.acceptance.server.PricedRequests.BODY;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.Gateway;
import ai.qnp.acceptance.server.GatewayProcess;
import ai.qnp.acceptance.server.Load;
import ai.qnp.acceptance.server.Manage;
import ai.qnp.acceptance.server.PricedRequests;
import ai.qnp.acceptance.server.RestartablePostgres;
import ai.qnp.acceptance.upstream.FakeUpstream;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Kill -9 under load: whoever read an answer to its end finds its record, once; the books balance; what was reserved is
 * free again. More rounds: {@code -Dqnp.kill-rounds=20}.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class KilledIT {
    private static final String TOKEN = "operator-token-of-the-kill-test";
    private static final int ROUNDS = Integer.getInteger("qnp.kill-rounds", 2);
    private static final int CLIENTS = 16;

    @TempDir
    private Path folder;

    private final FakeUpstream upstream = FakeUpstream.plain();
    private final List<String> readToTheEnd = new ArrayList<>();
    private @Nullable EmbeddedPostgres postgres;

    KilledIT() throws Exception {}

    @BeforeEach
    void database() throws Exception {
        if (Gateway.onPostgres()) {
            postgres = EmbeddedPostgres.start();
        }
    }

    @AfterEach
    void closeAll() throws Exception {
        upstream.close();
        if (postgres != null) {
            postgres.close();
        }
    }

    @Test
    void losesNothingDoublesNothingAndGivesReservationsBack() throws Exception {
        String account = null;
        String key = null;
        for (int round = 0; round <= ROUNDS; round++) {
            try (GatewayProcess gateway = GatewayProcess.start(
                            GatewayProcess.freePort(), folder.resolve("home"), environment())
                    .awaitReady()) {
                Manage manage = new Manage(gateway.http(), TOKEN);
                if (account == null || key == null) {
                    account = PricedRequests.account(manage, "1000");
                    key = PricedRequests.key(manage, account, "{\"name\":\"load\"}")
                            .key();
                }
                assertAllIsWell(manage, account);
                if (round < ROUNDS) {
                    killUnderLoad(gateway, new Caller(gateway.http(), "", key), 60 + 90 * round);
                }
            }
        }
        assertThat(audit()).doesNotContain("WRONG").contains("ok ");
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(PricedRequests.answeredBy(upstream));
        environment.put("QNP_ADMIN_TOKEN", TOKEN);
        if (postgres != null) {
            environment.putAll(RestartablePostgres.settings(postgres.getPort()));
        }
        return environment;
    }

    /** Sends requests until so many were answered, kills the server in the middle, and waits for the clients to notice. */
    private void killUnderLoad(GatewayProcess gateway, Caller caller, int answersBefore) throws Exception {
        Load load = Load.of(CLIENTS, List.of(() -> caller.chat(BODY)));
        try (load) {
            load.awaitAnswers(answersBefore);
            List<ProcessHandle> family = gateway.handle().descendants().toList();
            family.forEach(ProcessHandle::destroyForcibly);
            gateway.handle().destroyForcibly();
        }
        readToTheEnd.addAll(load.answered());
    }

    private void assertAllIsWell(Manage manage, String account) {
        for (String id : readToTheEnd) {
            JsonNode receipt = manage.call("GET", "/requests/" + id + "?account=" + account, null)
                    .expect(200)
                    .json();
            assertThat(receipt.path("status").asInt()).isEqualTo(200);
        }
        JsonNode audit = manage.call("GET", "/ledger/audit", null).expect(200).json();
        assertThat(audit.path("holds").asBoolean()).as(audit.toPrettyString()).isTrue();
        BigDecimal spent = new BigDecimal("1000")
                .subtract(new BigDecimal(manage.call("GET", "/accounts/" + account, null)
                        .expect(200)
                        .json()
                        .path("balance_usd")
                        .asString()));
        BigDecimal recorded = BigDecimal.ZERO;
        for (JsonNode line : manage.call("GET", "/usage/summary?account=" + account, null)
                .expect(200)
                .json()
                .path("data")
                .values()) {
            recorded = recorded.add(new BigDecimal(line.path("cost_usd").asString()));
        }
        assertThat(spent).isEqualByComparingTo(recorded);
    }

    /** The command, on the stopped installation. */
    private String audit() throws Exception {
        Process command = GatewayProcess.launch(
                List.of(
                        GatewayProcess.root().resolve("qnp").toString(),
                        "audit",
                        "--data-dir",
                        folder.resolve("home").toString()),
                environment());
        String output = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(command.waitFor()).as(output).isZero();
        return output;
    }
}
