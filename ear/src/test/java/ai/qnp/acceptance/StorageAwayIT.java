package ai.qnp.acceptance;

import static ai.qnp.acceptance.server.PricedRequests.BODY;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.Answer;
import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.Eventually;
import ai.qnp.acceptance.server.GatewayProcess;
import ai.qnp.acceptance.server.Load;
import ai.qnp.acceptance.server.Manage;
import ai.qnp.acceptance.server.PricedRequests;
import ai.qnp.acceptance.server.RestartablePostgres;
import ai.qnp.acceptance.upstream.FakeUpstream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** PostgreSQL stops under a running gateway, and starts again. */
@Tag("once")
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class StorageAwayIT {
    private static final String TOKEN = "operator-token-of-the-outage-test";

    @TempDir
    private Path folder;

    private final FakeUpstream upstream = FakeUpstream.plain();
    private RestartablePostgres postgres;
    private GatewayProcess gateway;
    private Manage manage;
    private String account;
    private Caller own;
    private Caller paying;

    StorageAwayIT() throws Exception {}

    @BeforeEach
    void start() throws Exception {
        postgres = new RestartablePostgres(folder.resolve("postgres"));
        Map<String, String> environment = new HashMap<>(postgres.settings());
        environment.putAll(PricedRequests.answeredBy(upstream));
        environment.put("QNP_ADMIN_TOKEN", TOKEN);
        gateway = GatewayProcess.start(GatewayProcess.freePort(), folder.resolve("home"), environment)
                .awaitReady();
        manage = new Manage(gateway.http(), TOKEN);
        account = PricedRequests.account(manage, "10");
        own = manage.caller("{\"name\":\"own\"}");
        paying = PricedRequests.key(manage, account, "{\"name\":\"paying\"}");
        own.chat(BODY).expect(200);
        paying.chat(BODY).expect(200);
    }

    @AfterEach
    void stop() throws Exception {
        if (gateway != null) {
            gateway.close();
        }
        postgres.close();
        upstream.close();
    }

    @Test
    void keysThatWereUsedGoOnOthersAreToldAndNothingIsLost() throws Exception {
        // given
        Caller unused = manage.caller("{\"name\":\"unused\"}");

        // when
        postgres.stop();
        Set<String> answered = new TreeSet<>();
        for (int i = 0; i < 20; i++) {
            answered.add(id(own.chat(BODY).expect(200)));
            answered.add(id(paying.chat(BODY).expect(200)));
        }
        answered.add(id(streamed(own)));

        // then
        Answer stranger = unused.chat(BODY);
        assertThat(stranger.status()).as(stranger.body()).isEqualTo(503);
        assertThat(stranger.code()).isEqualTo("storage_unavailable");
        assertThat(gateway.http().send("GET", "/health/ready", null).status()).isEqualTo(503);
        postgres.start();
        Eventually.get("the books with all records", this::books, books -> books.contains("41 records, true"));
        unused.chat(BODY).expect(200);
        for (String id : answered) {
            assertThat(find(id)).as(id).isTrue();
        }
    }

    @Test
    void nothingIsLostOrDoubledWhenItStopsAndStartsUnderLoad() throws Exception {
        Load load = Load.of(8, List.of(() -> own.chat(BODY), () -> paying.chat(BODY), () -> streamed(own)));
        try (load) {
            for (int round = 0; round < 3; round++) {
                load.awaitAnswers(100);
                postgres.stop();
                load.awaitAnswers(100);
                postgres.start();
            }
            load.awaitAnswers(100);
        }

        int answered = load.answered().size();
        Eventually.get(
                "the books with all " + answered + " records",
                this::books,
                books -> books.equals(answered + " records, true"));
        for (String id : load.answered()) {
            assertThat(find(id)).as(id).isTrue();
        }
    }

    private static Answer streamed(Caller caller) {
        return caller.chat(BODY.replace("\"max_tokens\"", "\"stream\":true,\"max_tokens\""))
                .expect(200);
    }

    private static String id(Answer answer) {
        return answer.header("x-request-id").orElseThrow();
    }

    /** How many records there are beyond the first of each key, and whether the books hold, as the balance does. */
    private String books() {
        Answer audit = manage.call("GET", "/ledger/audit", null);
        if (audit.status() != 200) {
            return "away";
        }
        long records = requests("") + requests("&account=" + account) - 2;
        BigDecimal balance = new BigDecimal(manage.call("GET", "/accounts/" + account, null)
                .expect(200)
                .json()
                .path("balance_usd")
                .asString());
        boolean paid = balance.add(cost()).compareTo(BigDecimal.TEN) == 0;
        return records + " records, " + (audit.json().path("holds").asBoolean() && paid);
    }

    private long requests(String ofAccount) {
        long requests = 0;
        for (JsonNode line : summary(ofAccount)) {
            requests += line.path("requests").asLong() - line.path("errors").asLong();
        }
        return requests;
    }

    private BigDecimal cost() {
        BigDecimal cost = BigDecimal.ZERO;
        for (JsonNode line : summary("&account=" + account)) {
            cost = cost.add(new BigDecimal(line.path("cost_usd").asString()));
        }
        return cost;
    }

    private JsonNode summary(String ofAccount) {
        return manage.call("GET", "/usage/summary?group_by=day" + ofAccount, null)
                .expect(200)
                .json()
                .path("data");
    }

    private boolean find(String id) {
        return manage.call("GET", "/requests/" + id, null).status() == 200
                || manage.call("GET", "/requests/" + id + "?account=" + account, null)
                                .status()
                        == 200;
    }
}
