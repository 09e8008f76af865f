package ai.qnp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.AcceptanceTest;
import ai.qnp.acceptance.server.Answer;
import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.Gateway;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** How much a key and an account may use in a span of time. */
@AcceptanceTest
class LimitsIT {
    /** Of every answer of the providers here: 1000 of the prompt and 500 of the answer. */
    private static final int TOKENS_USED = 1_500;

    private final Gateway gateway;

    LimitsIT(Gateway gateway) {
        this.gateway = gateway;
    }

    @Test
    void countsRequestsAndSaysHowManyAreLeft() {
        // given
        String provider = gateway.provider();
        Caller caller = limited(provider, "{\"rpm\":2}");

        // when
        Answer first = caller.chat(Caller.ask("m1")).expect(200);
        Answer second = caller.chat(Caller.ask("m1")).expect(200);
        Answer third = caller.chat(Caller.ask("m1")).expect(429);

        // then
        assertThat(first.header("x-ratelimit-limit-requests")).hasValue("2");
        assertThat(first.header("x-ratelimit-remaining-requests")).hasValue("1");
        assertThat(first.header("x-ratelimit-reset-requests").orElseThrow()).matches("1m[0-9]s");
        assertThat(second.header("x-ratelimit-remaining-requests")).hasValue("0");
        assertThat(third.code()).isEqualTo("rpm_exceeded");
        assertThat(third.error().path("type").asString()).isEqualTo("rate_limit_error");
        assertThat(third.header("x-ratelimit-remaining-requests")).hasValue("0");
        assertThat(Integer.parseInt(third.header("retry-after").orElseThrow())).isBetween(30, 62);
        assertThat(gateway.upstream().received(provider)).hasSize(2);
        JsonNode record =
                gateway.manage().usageOf(caller, third.header("x-request-id").orElseThrow());
        assertThat(record.path("status").asInt()).isEqualTo(429);
        assertThat(record.path("error_code").asString()).isEqualTo("rpm_exceeded");
        assertThat(record.path("cost_usd").asString()).isEqualTo("0");
    }

    @Test
    void countsTheRequestsOfADay() {
        // given
        Caller caller = limited(Gateway.POLITE, "{\"rpd\":1}");
        caller.chat(Caller.ask("m1")).expect(200);

        // when
        Answer beyond = caller.chat(Caller.ask("m1")).expect(429);

        // then
        assertThat(beyond.code()).isEqualTo("rpd_exceeded");
        assertThat(beyond.header("x-ratelimit-reset-requests").orElseThrow()).matches("2[34]h[0-9]+m[0-9]+s");
    }

    @Test
    void countsTheTokensThatWereUsedAndNotThoseThatCouldHaveBeen() {
        // given
        Caller caller = limited(Gateway.POLITE, "{\"tpm\":4000}");

        // when
        Answer first = caller.chat(withCap(1_000_000)).expect(200);
        Answer second = caller.chat(withCap(2_000)).expect(200);
        Answer tooLong = caller.chat(withCap(2_000)).expect(429);
        Answer shorter = caller.chat(withCap(500)).expect(200);

        // then
        assertThat(first.header("x-ratelimit-limit-tokens")).hasValue("4000");
        assertThat(first.header("x-ratelimit-remaining-tokens")).hasValue("0");
        long reserved = 4_000
                - TOKENS_USED
                - Long.parseLong(second.header("x-ratelimit-remaining-tokens").orElseThrow());
        assertThat(reserved).isBetween(2_000L, 2_050L);
        assertThat(tooLong.code()).isEqualTo("tpm_exceeded");
        assertThat(tooLong.header("x-ratelimit-remaining-tokens")).hasValue(Integer.toString(4_000 - 2 * TOKENS_USED));
        assertThat(shorter.header("x-ratelimit-limit-requests")).isEmpty();
    }

    @Test
    void saysItsLimitsOnAStreamToo() throws Exception {
        // given
        Caller caller = limited(Gateway.POLITE, "{\"rpm\":5}");

        // when
        try (var stream = caller.stream(Caller.askStream("m1"))) {
            // then
            assertThat(stream.headers().firstValue("x-ratelimit-remaining-requests"))
                    .hasValue("4");
        }
    }

    @Test
    void whatIsRefusedUsesNothing() {
        // given
        Caller caller = limited(Gateway.POLITE, "{\"rpm\":1,\"tpm\":100000}");

        // when
        caller.chat("{\"model\":\"m1\"}").expect(400);
        caller.chat("{").expect(400);
        caller.chat(Caller.ask("no-such-vendor/m1")).expect(404);

        // then
        caller.chat(Caller.ask("m1")).expect(200);
        caller.chat(Caller.ask("m1")).expect(429);
    }

    @Test
    void rotatedKeysShareWhatIsLeft() {
        // given
        Caller old = limited(Gateway.POLITE, "{\"rpm\":2}");
        old.chat(Caller.ask("m1")).expect(200);

        // when
        JsonNode rotated = gateway.manage()
                .call("POST", "/keys/" + old.keyId() + "/rotate", "{\"grace_seconds\":60}")
                .expect(201)
                .json();
        Caller fresh = new Caller(
                gateway.http(),
                rotated.path("id").asString(),
                rotated.path("key").asString());

        // then
        assertThat(rotated.path("limits").path("rpm").asInt()).isEqualTo(2);
        fresh.chat(Caller.ask("m1")).expect(200);
        fresh.chat(Caller.ask("m1")).expect(429);
        old.chat(Caller.ask("m1")).expect(429);
    }

    @Test
    void changedLimitsCountFromTheNextRequestOn() {
        // given
        Caller caller = limited(Gateway.POLITE, "{\"rpm\":1}");
        caller.chat(Caller.ask("m1")).expect(200);
        caller.chat(Caller.ask("m1")).expect(429);

        // when
        JsonNode more = change(caller, "{\"limits\":{\"rpm\":2}}");
        caller.chat(Caller.ask("m1")).expect(200);
        caller.chat(Caller.ask("m1")).expect(429);
        JsonNode none = change(caller, "{\"limits\":null}");

        // then
        assertThat(more.path("limits").path("rpm").asInt()).isEqualTo(2);
        assertThat(none.path("limits").isNull()).isTrue();
        assertThat(caller.chat(Caller.ask("m1")).expect(200).header("x-ratelimit-limit-requests"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/chat/completions",
                "/api/api/v1/chat/completions",
                "/v1/chat/completions/",
                "//v1/chat/completions",
                "/v1//chat/completions",
                "/v1/./chat/completions",
                "/v1/%2e/chat/completions",
                "/v1/chat%2fcompletions",
                "/v1/%63hat/completions",
                "/v1/chat/completions;x=y",
                "/V1/Chat/Completions",
                "/v1/messages"
            })
    void noOtherPathGetsRoundALimit(String path) {
        // given
        String provider = gateway.provider();
        Caller caller = limited(provider, "{\"rpm\":1}");
        caller.chat(Caller.ask("m1")).expect(200);

        // when
        Answer answer = caller.post(path, Caller.ask("m1"));

        // then
        assertThat(answer.status()).isNotEqualTo(200);
        assertThat(gateway.upstream().received(provider)).hasSize(1);
    }

    @Test
    void twoHundredClientsAtOnceGetExactlyTheLimit() throws Exception {
        // given
        String provider = gateway.provider();
        Caller caller = limited(provider, "{\"rpd\":50}");
        List<Future<Answer>> answers = new ArrayList<>();

        // when
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                answers.add(clients.submit(() -> caller.chat(Caller.ask("m1"))));
            }
        }

        // then
        int admitted = 0;
        for (Future<Answer> answer : answers) {
            admitted += answer.get().status() == 200 ? 1 : 0;
        }
        assertThat(admitted).isEqualTo(50);
        assertThat(gateway.upstream().received(provider)).hasSize(50);
    }

    @Test
    void aFreeAccountHasItsTiersLimitsUntilItMovesToAnother() {
        // given
        String provider = gateway.provider();
        String account = account("free");
        List<Caller> callers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            callers.add(caller(account, provider, "null"));
        }

        // when
        for (int i = 0; i < 10; i++) {
            callers.forEach(caller -> caller.chat(Caller.ask("m1")).expect(200));
        }
        Answer fiftyFirst = callers.getFirst().chat(Caller.ask("m1")).expect(429);
        gateway.manage()
                .call("PATCH", "/accounts/" + account, "{\"tier\":\"pro\"}")
                .expect(200);
        Answer pro = callers.getFirst().chat(Caller.ask("m1")).expect(200);

        // then
        assertThat(fiftyFirst.code()).isEqualTo("rpd_exceeded");
        assertThat(pro.header("x-ratelimit-limit-requests")).isEmpty();
    }

    @Test
    void aKeyOfAFreeAccountHasTenRequestsAMinute() {
        // given
        String account = account("free");
        Caller caller = caller(account, gateway.provider(), "null");
        Answer first = caller.chat(Caller.ask("m1")).expect(200);
        for (int i = 0; i < 9; i++) {
            caller.chat(Caller.ask("m1")).expect(200);
        }

        // when
        Answer eleventh = caller.chat(Caller.ask("m1")).expect(429);

        // then
        assertThat(first.header("x-ratelimit-limit-requests")).hasValue("10");
        assertThat(eleventh.code()).isEqualTo("rpm_exceeded");
    }

    @Test
    void aFreeAccountCantHaveMoreThanItsTierHas() {
        // given
        String account = account("free");

        // when
        Answer more = gateway.manage()
                .call("POST", "/keys?account=" + account, "{\"name\":\"k\",\"limits\":{\"rpm\":11}}")
                .expect(400);
        Answer less = gateway.manage()
                .call("POST", "/keys?account=" + account, "{\"name\":\"k\",\"limits\":{\"rpm\":9}}")
                .expect(201);

        // then
        assertThat(more.error().path("param").asString()).isEqualTo("limits.rpm");
        assertThat(more.error().path("message").asString()).contains("at most 10 requests a minute");
        assertThat(less.json().path("limits").path("rpm").asInt()).isEqualTo(9);
    }

    @Test
    void showsABudgetWithWhatIsSpentOfIt() {
        // given
        Caller caller = gateway.manage()
                .caller("{\"name\":\"b\",\"chain\":[{\"provider\":\"openai\",\"models\":[\"gpt-4o\"]}],"
                        + "\"budget\":{\"amount_usd\":\"25.00\",\"period\":\"month\"}}");

        // when
        caller.chat(Caller.ask("gpt-4o")).expect(200);
        JsonNode record = gateway.manage().usageOf(caller).getFirst();
        JsonNode budget = key(caller).path("budget");
        JsonNode removed = change(caller, "{\"budget\":null}");

        // then
        assertThat(budget.path("amount_usd").asString()).isEqualTo("25");
        assertThat(budget.path("period").asString()).isEqualTo("month");
        assertThat(budget.path("spent_usd").asString())
                .isEqualTo(record.path("cost_usd").asString());
        assertThat(budget.path("resets_at").asString()).endsWith("-01T00:00:00Z");
        assertThat(removed.path("budget").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"k\",\"limits\":{\"rpm\":0}} | invalid_value | limits.rpm",
                "{\"name\":\"k\",\"limits\":{\"tpm\":\"5\"}} | invalid_value | limits.tpm",
                "{\"name\":\"k\",\"limits\":{\"rps\":5}} | unknown_field | limits.rps",
                "{\"name\":\"k\",\"budget\":{\"amount_usd\":\"0\",\"period\":\"day\"}} | invalid_value | budget.amount_usd",
                "{\"name\":\"k\",\"budget\":{\"amount_usd\":\"1\",\"period\":\"year\"}} | invalid_value | budget.period",
            })
    void refusesBudgetsAndLimitsThatMakeNoSense(String body, String code, String param) {
        Answer answer = gateway.manage().call("POST", "/keys", body).expect(400);

        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.error().path("param").asString()).isEqualTo(param);
    }

    private static String withCap(int tokens) {
        return "{\"model\":\"m1\",\"max_tokens\":" + tokens + ",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    }

    private Caller limited(String provider, String limits) {
        return gateway.manage()
                .caller("{\"name\":\"limited\",\"limits\":" + limits + ",\"chain\":[{\"provider\":\"" + provider
                        + "\",\"models\":[\"m1\"]}]}");
    }

    private JsonNode change(Caller caller, String body) {
        return gateway.manage()
                .call("PATCH", "/keys/" + caller.keyId(), body)
                .expect(200)
                .json();
    }

    private JsonNode key(Caller caller) {
        return gateway.manage()
                .call("GET", "/keys/" + caller.keyId(), null)
                .expect(200)
                .json();
    }

    private String account(String tier) {
        String name = gateway.provider();
        return created("/accounts", "{\"email\":\"" + name + "@limits.example.com\",\"tier\":\"" + tier + "\"}")
                .path("id")
                .asString();
    }

    /** A key of an account that brings its own credential. */
    private Caller caller(String account, String provider, String limits) {
        String credential = created(
                        "/credentials?account=" + account,
                        "{\"provider\":\"" + provider + "\",\"api_key\":\"sk-of-somebody-else\"}")
                .path("id")
                .asString();
        JsonNode key = created(
                "/keys?account=" + account,
                "{\"name\":\"own\",\"limits\":" + limits + ",\"chain\":[{\"provider\":\"" + provider
                        + "\",\"models\":[\"m1\"],\"credential\":\"" + credential + "\"}]}");
        return new Caller(
                gateway.http(), key.path("id").asString(), key.path("key").asString());
    }

    private JsonNode created(String path, String body) {
        return gateway.manage().call("POST", path, body).expect(201).json();
    }
}
