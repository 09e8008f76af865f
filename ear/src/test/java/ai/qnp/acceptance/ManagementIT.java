package ai.qnp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.AcceptanceTest;
import ai.qnp.acceptance.server.Answer;
import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.EventStream;
import ai.qnp.acceptance.server.Eventually;
import ai.qnp.acceptance.server.Gateway;
import ai.qnp.acceptance.upstream.Answers;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@AcceptanceTest
class ManagementIT {
    private final Gateway gateway;

    ManagementIT(Gateway gateway) {
        this.gateway = gateway;
    }

    private Answer call(String method, String path, String body) {
        return gateway.manage().call(method, path, body);
    }

    @Test
    void showsAKeyOnlyWhenItIsCreated() {
        // when
        JsonNode created = gateway.manage().createKey("{\"name\":\"shown once\"}");

        // then
        String key = created.path("key").asString();
        assertThat(key).matches("qnp-[0-9A-Za-z]{43}");
        String id = created.path("id").asString();
        Answer read = call("GET", "/keys/" + id, null).expect(200);
        assertThat(read.json().path("name").asString()).isEqualTo("shown once");
        assertThat(read.json().has("key")).isFalse();
        Answer list = call("GET", "/keys", null).expect(200);
        assertThat(list.json()
                        .path("data")
                        .valueStream()
                        .map(one -> one.path("id").asString()))
                .contains(id);
        assertThat(list.json().has("next")).isTrue();
        assertThat(read.body() + list.body()).doesNotContain(key);
    }

    @Test
    void keepsTheWholeOfAKeysSettings() {
        // given
        String settings = """
                {"name":"scoped","chain":[{"provider":"openai","models":["gpt-4o"],"credential":"platform"}],\
                "permissions":["chat"],"allowed_ips":["203.0.113.0/24","2001:db8::/32"],\
                "allowed_referrers":["*.example.com"],"expires_at":"2031-05-01T00:00:00Z"}""";

        // when
        JsonNode key = call(
                        "GET",
                        "/keys/"
                                + gateway.manage()
                                        .createKey(settings)
                                        .path("id")
                                        .asString(),
                        null)
                .expect(200)
                .json();

        // then
        assertThat(key.path("chain")).isEqualTo(EventStream.json(settings).path("chain"));
        assertThat(key.path("permissions")).isEqualTo(EventStream.json(settings).path("permissions"));
        assertThat(key.path("allowed_ips")).isEqualTo(EventStream.json(settings).path("allowed_ips"));
        assertThat(key.path("allowed_referrers"))
                .isEqualTo(EventStream.json(settings).path("allowed_referrers"));
        assertThat(Instant.parse(key.path("expires_at").asString())).isEqualTo("2031-05-01T00:00:00Z");
    }

    @Test
    void stopsARevokedKeyAtOnce() {
        // given
        Caller caller = gateway.callerOver(Gateway.POLITE);
        caller.chat(Caller.ask("m1")).expect(200);

        // when
        Answer revoked = call("DELETE", "/keys/" + caller.keyId(), null);

        // then
        assertThat(revoked.status()).isIn(200, 204);
        Answer answer = caller.chat(Caller.ask("m1")).expect(401);
        assertThat(answer.code()).isEqualTo("revoked_api_key");
        assertThat(answer.error().path("type").asString()).isEqualTo("authentication_error");
        assertThat(answer.error().path("message").asString()).containsIgnoringCase("revoked");
    }

    @Test
    void replacesAKeyByRotatingIt() {
        // given
        Caller caller = gateway.callerOver(Gateway.POLITE);
        caller.chat(Caller.ask("m1")).expect(200);

        // when
        JsonNode rotated = call("POST", "/keys/" + caller.keyId() + "/rotate", "{}")
                .expect(201)
                .json();

        // then
        String newKey = rotated.path("key").asString();
        assertThat(newKey).matches("qnp-[0-9A-Za-z]{43}").isNotEqualTo(caller.key());
        assertThat(caller.chat(Caller.ask("m1")).expect(401).code()).isEqualTo("revoked_api_key");
        new Caller(gateway.http(), rotated.path("id").asString(), newKey)
                .chat(Caller.ask("m1"))
                .expect(200);
    }

    @Test
    void letsBothKeysWorkWithinTheGraceOfARotation() {
        // given
        Caller caller = gateway.callerOver(Gateway.POLITE);

        // when
        JsonNode rotated = call("POST", "/keys/" + caller.keyId() + "/rotate", "{\"grace_seconds\":600}")
                .expect(201)
                .json();

        // then
        caller.chat(Caller.ask("m1")).expect(200);
        new Caller(
                        gateway.http(),
                        rotated.path("id").asString(),
                        rotated.path("key").asString())
                .chat(Caller.ask("m1"))
                .expect(200);
    }

    @Test
    void changesAKeysChainForItsNextRequest() {
        // given
        String first = gateway.provider();
        String second = gateway.provider();
        Caller caller = gateway.callerOver(first);
        caller.chat(Caller.ask("qnp/auto")).expect(200);

        // when
        call("PATCH", "/keys/" + caller.keyId(), "{\"chain\":[{\"provider\":\"" + second + "\",\"models\":[\"m1\"]}]}")
                .expect(200);

        // then
        assertThat(caller.chat(Caller.ask("qnp/auto")).expect(200).header("x-qnp-provider"))
                .hasValue(second);
    }

    @Test
    void refusesAnExpiredKey() {
        // given
        Instant soon = Instant.now().plusSeconds(2);
        Caller caller = gateway.manage().caller("{\"name\":\"short\",\"expires_at\":\"" + soon + "\"}");

        // when
        Answer answer = Eventually.get(
                "the end of the key's time",
                () -> caller.chat(Caller.ask(Gateway.POLITE + "/m1")),
                one -> one.status() == 401);

        // then
        assertThat(answer.code()).isEqualTo("expired_api_key");
    }

    @Test
    void bindsAKeyToItsPermissionsAddressesAndReferrers() {
        // given
        Caller onlyImages = gateway.manage().caller("{\"name\":\"images\",\"permissions\":[\"images\"]}");
        Caller elsewhere = gateway.manage().caller("{\"name\":\"ip\",\"allowed_ips\":[\"203.0.113.7\"]}");
        Caller web = gateway.manage().caller("{\"name\":\"web\",\"allowed_referrers\":[\"example.com\"]}");

        // when, then
        assertThat(onlyImages.chat(Caller.ask("openai/gpt-4o")).expect(403).code())
                .isEqualTo("permission_denied");
        assertThat(elsewhere
                        .chat(Caller.ask("openai/gpt-4o"), "X-Forwarded-For", "203.0.113.7")
                        .expect(403)
                        .code())
                .isEqualTo("ip_not_allowed");
        assertThat(web.chat(Caller.ask("openai/gpt-4o"), "Referer", "https://example.com.evil.net/")
                        .expect(403)
                        .code())
                .isEqualTo("referrer_not_allowed");
        web.chat(Caller.ask("openai/gpt-4o"), "Referer", "https://example.com/page")
                .expect(200);
    }

    @Test
    void usesAnAccountsOwnCredentialAndNeverShowsIt() throws Exception {
        // given
        String secret = "sk-own-secret-of-somebody-8842";
        gateway.upstream().on("openai", Answers.says("hello"));
        int before = gateway.upstream().received("openai").size();

        // when
        Answer created = call(
                        "POST",
                        "/credentials",
                        "{\"provider\":\"openai\",\"api_key\":\"" + secret + "\",\"label\":\"mine\"}")
                .expect(201);
        String id = created.json().path("id").asString();
        Caller caller = gateway.manage()
                .caller("{\"name\":\"own\",\"chain\":[{\"provider\":\"openai\",\"models\":[\"gpt-4o\"],"
                        + "\"credential\":\"" + id + "\"}]}");
        caller.chat(Caller.ask("gpt-4o")).expect(200);

        // then
        assertThat(gateway.upstream().received("openai").get(before).header("authorization"))
                .hasValue("Bearer " + secret);
        assertThat(created.json().path("provider").asString()).isEqualTo("openai");
        assertThat(created.json().path("label").asString()).isEqualTo("mine");
        assertThat(created.json().path("hint").asString()).isNotBlank();
        Answer list = call("GET", "/credentials", null).expect(200);
        assertThat(list.body()).contains(id).doesNotContain(secret);
        assertThat(created.body()).doesNotContain(secret);
    }

    @Test
    void forgetsADeletedCredential() {
        // given
        String id = call("POST", "/credentials", "{\"provider\":\"openai\",\"api_key\":\"sk-short-lived-1122\"}")
                .expect(201)
                .json()
                .path("id")
                .asString();

        // when
        Answer deleted = call("DELETE", "/credentials/" + id, null);

        // then
        assertThat(deleted.status()).isIn(200, 204);
        assertThat(call("GET", "/credentials", null).expect(200).body()).doesNotContain(id);
        call("DELETE", "/credentials/" + id, null).expect(404);
    }

    @Test
    void recordsAWholeAnswerBeforeItsLastByte() {
        // given
        gateway.upstream().on("openai", Answers.says("priced"));
        Caller caller = gateway.manage()
                .caller("{\"name\":\"recorded\",\"chain\":[{\"provider\":\"openai\",\"models\":[\"gpt-4o\"]}]}");

        // when
        Answer answer = caller.chat(Caller.ask("gpt-4o")).expect(200);
        JsonNode record =
                gateway.manage().usageOf(caller, answer.header("x-request-id").orElseThrow());

        // then
        assertThat(record.path("key_id").asString()).isEqualTo(caller.keyId());
        assertThat(record.path("endpoint").asString()).isEqualTo("chat.completions");
        assertThat(record.path("model_requested").asString()).isEqualTo("gpt-4o");
        assertThat(record.path("provider").asString()).isEqualTo("openai");
        assertThat(record.path("model").asString()).isEqualTo("gpt-4o-2024-08-06");
        assertThat(record.path("stream").asBoolean(true)).isFalse();
        assertThat(record.path("status").asInt()).isEqualTo(200);
        assertThat(record.path("finish_reason").asString()).isEqualTo("stop");
        assertThat(record.path("attempts").asInt()).isEqualTo(1);
        assertThat(record.path("prompt_tokens").asLong()).isEqualTo(1000);
        assertThat(record.path("completion_tokens").asLong()).isEqualTo(500);
        assertThat(record.path("cached_tokens").asLong()).isEqualTo(200);
        assertThat(record.path("reasoning_tokens").asLong()).isEqualTo(50);
        assertThat(record.path("tokens_estimated").asBoolean(true)).isFalse();
        assertThat(record.path("cost_usd").isString()).isTrue();
        assertThat(record.path("cost_usd").asString()).isEqualTo("0.00725");
        assertThat(record.path("price_version").asString()).isNotBlank();
        assertThat(record.path("total_ms").isNumber()).isTrue();
        assertThat(record.path("gateway_ms").isNumber()).isTrue();
        assertThat(record.path("client_closed").asBoolean(true)).isFalse();
        assertThat(record.path("error_code").isNull()).isTrue();
        assertThat(Instant.parse(record.path("at").asString())).isBeforeOrEqualTo(Instant.now());
    }

    @Test
    void recordsAStreamBeforeItsLastByteWithTheTimeToItsFirst() throws Exception {
        // given
        var goOn = new CountDownLatch(1);
        gateway.upstream().on("openai", Answers.pausing("first", goOn, "second"));
        Caller caller = gateway.manage()
                .caller("{\"name\":\"streamed\",\"chain\":[{\"provider\":\"openai\",\"models\":[\"gpt-4o\"]}]}");

        // when
        try (EventStream stream = caller.stream(Caller.askStream("gpt-4o"))) {
            stream.nextText();
            goOn.countDown();
            String data = stream.next();
            while (!Answers.DONE.equals(data)) {
                assertThat(data).isNotNull();
                data = stream.next();
            }
            String id = stream.headers().firstValue("x-request-id").orElseThrow();
            JsonNode record = gateway.manage().usageOf(caller, id);

            // then
            assertThat(record.path("stream").asBoolean()).isTrue();
            assertThat(record.path("ttft_ms").isNumber()).isTrue();
            assertThat(record.path("total_ms").asLong())
                    .isGreaterThanOrEqualTo(record.path("ttft_ms").asLong());
            assertThat(record.path("cost_usd").asString()).isEqualTo("0.00725");
        }
    }

    @Test
    void recordsWhatWasRefused() {
        // given
        Caller caller = gateway.callerOver(Gateway.POLITE);

        // when
        Answer answer = caller.chat(Caller.ask("no-such-model")).expect(404);

        // then
        JsonNode record =
                gateway.manage().usageOf(caller, answer.header("x-request-id").orElseThrow());
        assertThat(record.path("status").asInt()).isEqualTo(404);
        assertThat(record.path("error_code").asString()).isEqualTo("model_not_found");
        assertThat(record.path("cost_usd").asString("0")).isEqualTo("0");
    }

    @Test
    void leafsThroughTheUsageRecords() {
        // given
        Caller caller = gateway.callerOver(Gateway.POLITE);
        for (int i = 0; i < 5; i++) {
            caller.chat(Caller.ask("m1")).expect(200);
        }

        // when
        var ids = new java.util.ArrayList<String>();
        String cursor = "";
        do {
            JsonNode page = call("GET", "/usage?limit=2&key=" + caller.keyId() + cursor, null)
                    .expect(200)
                    .json();
            page.path("data")
                    .valueStream()
                    .forEach(record -> ids.add(record.path("id").asString()));
            cursor = page.path("next").isNull()
                    ? ""
                    : "&cursor="
                            + java.net.URLEncoder.encode(
                                    page.path("next").asString(), java.nio.charset.StandardCharsets.UTF_8);
        } while (!cursor.isEmpty());

        // then
        assertThat(ids).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void filtersTheUsageRecords() {
        // given
        String provider = gateway.provider();
        Caller caller = gateway.callerOver(provider);
        caller.chat(Caller.ask("m1")).expect(200);
        caller.chat(Caller.ask("nothing")).expect(404);

        // when, then
        assertThat(count(caller, "status=200")).isEqualTo(1);
        assertThat(count(caller, "status=404")).isEqualTo(1);
        assertThat(count(caller, "provider=" + provider)).isEqualTo(1);
        assertThat(count(caller, "model=m1")).isEqualTo(1);
        assertThat(count(caller, "from=2000-01-01T00:00:00Z&to=2001-01-01T00:00:00Z"))
                .isZero();
    }

    private int count(Caller caller, String filter) {
        return call("GET", "/usage?key=" + caller.keyId() + "&" + filter, null)
                .expect(200)
                .json()
                .path("data")
                .size();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer wrong", "Basic b3BlcmF0b3I=", "Bearer"})
    void wantsTheOperatorsToken(String authorization) {
        // when
        Answer answer = authorization.isEmpty()
                ? gateway.http().send("GET", "/manage/v1/keys", null)
                : gateway.http().send("GET", "/manage/v1/keys", null, "Authorization", authorization);

        // then
        answer.expect(401);
        assertThat(answer.error().path("type").asString()).isEqualTo("authentication_error");
        assertThat(answer.error().path("message").asString()).isNotBlank();
    }

    @Test
    void doesNotTakeAGatewayKeyForAToken() {
        Caller caller = gateway.callerOver(Gateway.POLITE);
        gateway.http()
                .send("GET", "/manage/v1/keys", null, "Authorization", "Bearer " + caller.key())
                .expect(401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST   | /keys            | {                                                   | 400",
                "POST   | /keys            | []                                                  | 400",
                "POST   | /keys            | {}                                                  | 400",
                "POST   | /keys            | {\"name\":7}                                        | 400",
                "POST   | /keys            | {\"name\":\"x\",\"chain\":\"openai\"}               | 400",
                "POST   | /keys            | {\"name\":\"x\",\"chain\":[{\"provider\":\"nobody\"}]} | 400",
                "POST   | /keys            | {\"name\":\"x\",\"chain\":[{\"models\":[\"m\"]}]}   | 400",
                "POST   | /keys            | {\"name\":\"x\",\"permissions\":[\"fly\"]}          | 400",
                "POST   | /keys            | {\"name\":\"x\",\"allowed_ips\":[\"300.1.1.1\"]}    | 400",
                "POST   | /keys            | {\"name\":\"x\",\"expires_at\":\"tomorrow\"}        | 400",
                "POST   | /credentials     | {\"provider\":\"openai\"}                           | 400",
                "POST   | /credentials     | {\"provider\":\"nobody\",\"api_key\":\"k\"}         | 400",
                "GET    | /keys/not-an-id  |                                                     | 404",
                "GET    | /keys/00000000-0000-0000-0000-000000000000 |                           | 404",
                "DELETE | /keys/00000000-0000-0000-0000-000000000000 |                           | 404",
                "GET    | /nowhere         |                                                     | 404",
                "GET    | /usage?limit=-1  |                                                     | 400",
                "GET    | /usage?from=yesterday |                                                | 400",
                "GET    | /usage?cursor=nonsense |                                               | 400",
                "PUT    | /keys            | {}                                                  | 405",
            })
    void refusesBadInputWithAnEnvelope(String method, String path, String body, int status) {
        // when
        Answer answer = call(method, path, body).expect(status);

        // then
        assertThat(answer.header("content-type").orElse("")).startsWith("application/json");
        assertThat(answer.error().path("message").asString()).isNotBlank().doesNotContain("Exception", "tools.jackson");
        assertThat(answer.error().path("type").asString()).isNotBlank();
        assertThat(answer.code()).isNotBlank();
        assertThat(answer.header("x-request-id").orElse("")).isNotBlank();
    }
}
