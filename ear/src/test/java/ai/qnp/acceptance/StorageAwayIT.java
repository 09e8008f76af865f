package ai.qnp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.Answer;
import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.Eventually;
import ai.qnp.acceptance.server.GatewayProcess;
import ai.qnp.acceptance.server.Load;
import ai.qnp.acceptance.server.Manage;
import ai.qnp.acceptance.upstream.Answers;
import ai.qnp.acceptance.upstream.FakeUpstream;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
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
    private static final String BODY = "{\"model\":\"deepseek/deepseek-chat\",\"max_tokens\":500,\"messages\":"
            + "[{\"role\":\"user\",\"content\":\"" + "word ".repeat(200) + "\"}]}";

    @TempDir
    private Path folder;

    @Test
    void keysThatWereUsedGoOnOthersAreToldAndNothingIsLost() throws Exception {
        int port = GatewayProcess.freePort();
        try (FakeUpstream upstream = FakeUpstream.plain()) {
            upstream.on("deepseek", Answers.says("Hello"));
            EmbeddedPostgres postgres = postgres(port);
            try (GatewayProcess gateway = GatewayProcess.start(
                            GatewayProcess.freePort(), folder.resolve("home"), environment(port, upstream))
                    .awaitReady()) {
                // given
                Manage manage = new Manage(gateway.http(), TOKEN);
                String account = account(manage);
                Caller own = key(manage, "");
                Caller paying = key(manage, "?account=" + account);
                Caller unused = key(manage, "");
                own.chat(BODY).expect(200);
                paying.chat(BODY).expect(200);

                // when
                postgres.close();
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
                assertThat(gateway.http().send("GET", "/health/ready", null).status())
                        .isEqualTo(503);
                postgres = postgres(port);
                Eventually.get(
                        "the books with all records",
                        () -> books(manage, account),
                        books -> books.contains("41 records, true"));
                unused.chat(BODY).expect(200);
                for (String id : answered) {
                    assertThat(find(manage, id, account)).as(id).isTrue();
                }
            } finally {
                postgres.close();
            }
        }
    }

    @Test
    void nothingIsLostOrDoubledWhenItStopsAndStartsUnderLoad() throws Exception {
        int port = GatewayProcess.freePort();
        try (FakeUpstream upstream = FakeUpstream.plain()) {
            upstream.on("deepseek", Answers.says("Hello"));
            EmbeddedPostgres postgres = postgres(port);
            try (GatewayProcess gateway = GatewayProcess.start(
                            GatewayProcess.freePort(), folder.resolve("home"), environment(port, upstream))
                    .awaitReady()) {
                Manage manage = new Manage(gateway.http(), TOKEN);
                String account = account(manage);
                Caller own = key(manage, "");
                Caller paying = key(manage, "?account=" + account);
                own.chat(BODY).expect(200);
                paying.chat(BODY).expect(200);

                Load load = Load.of(8, List.of(() -> own.chat(BODY), () -> paying.chat(BODY), () -> streamed(own)));
                try (load) {
                    for (int round = 0; round < 3; round++) {
                        load.awaitAnswers(100);
                        postgres.close();
                        load.awaitAnswers(100);
                        postgres = postgres(port);
                    }
                    load.awaitAnswers(100);
                }

                int answered = load.answered().size();
                Eventually.get(
                        "the books with all " + answered + " records",
                        () -> books(manage, account),
                        books -> books.equals(answered + " records, true"));
                for (String id : load.answered()) {
                    assertThat(find(manage, id, account)).as(id).isTrue();
                }
            } finally {
                postgres.close();
            }
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
    private static String books(Manage manage, String account) {
        Answer audit = manage.call("GET", "/ledger/audit", null);
        if (audit.status() != 200) {
            return "away";
        }
        long records = requests(manage, "") + requests(manage, "&account=" + account) - 2;
        BigDecimal balance = new BigDecimal(manage.call("GET", "/accounts/" + account, null)
                .expect(200)
                .json()
                .path("balance_usd")
                .asString());
        boolean paid = balance.add(cost(manage, account)).compareTo(BigDecimal.TEN) == 0;
        return records + " records, " + (audit.json().path("holds").asBoolean() && paid);
    }

    private static long requests(Manage manage, String account) {
        long requests = 0;
        for (JsonNode line : summary(manage, account)) {
            requests += line.path("requests").asLong() - line.path("errors").asLong();
        }
        return requests;
    }

    private static BigDecimal cost(Manage manage, String account) {
        BigDecimal cost = BigDecimal.ZERO;
        for (JsonNode line : summary(manage, "&account=" + account)) {
            cost = cost.add(new BigDecimal(line.path("cost_usd").asString()));
        }
        return cost;
    }

    private static JsonNode summary(Manage manage, String account) {
        return manage.call("GET", "/usage/summary?group_by=day" + account, null)
                .expect(200)
                .json()
                .path("data");
    }

    private static boolean find(Manage manage, String id, String account) {
        return manage.call("GET", "/requests/" + id, null).status() == 200
                || manage.call("GET", "/requests/" + id + "?account=" + account, null)
                                .status()
                        == 200;
    }

    private static String account(Manage manage) {
        String id = manage.call("POST", "/accounts", "{\"email\":\"jo@example.com\",\"tier\":\"pro\"}")
                .expect(201)
                .json()
                .path("id")
                .asString();
        manage.call("POST", "/accounts/" + id + "/credits", "{\"amount_usd\":\"10\",\"reference\":\"first\"}")
                .expect(201);
        return id;
    }

    private static Caller key(Manage manage, String account) {
        JsonNode key = manage.call("POST", "/keys" + account, "{\"name\":\"outage\"}")
                .expect(201)
                .json();
        return new Caller(
                manage.http(), key.path("id").asString(), key.path("key").asString());
    }

    private EmbeddedPostgres postgres(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(folder.resolve("postgres"))
                .setCleanDataDirectory(false)
                .start();
    }

    private static Map<String, String> environment(int port, FakeUpstream upstream) {
        return Map.of(
                "QNP_ADMIN_TOKEN",
                TOKEN,
                "DEEPSEEK_API_KEY",
                "secret-at-deepseek",
                "QNP_PROVIDER_DEEPSEEK_BASE_URL",
                upstream.baseUrl("deepseek"),
                "QNP_DATABASE_URL",
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
                "QNP_DATABASE_USER",
                "postgres",
                "QNP_DATABASE_PASSWORD",
                "postgres");
    }
}
