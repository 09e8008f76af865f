package ai.qnp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.AcceptanceTest;
import ai.qnp.acceptance.server.Answer;
import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.EventStream;
import ai.qnp.acceptance.server.Eventually;
import ai.qnp.acceptance.server.Gateway;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Keys that the operator makes, changes, replaces and revokes, and what they are good for. */
@AcceptanceTest
class KeysIT {
    private final Gateway gateway;

    KeysIT(Gateway gateway) {
        this.gateway = gateway;
    }

    @Test
    void showsAKeyOnlyWhenItIsCreated() {
        // when
        JsonNode created = gateway.manage().createKey("{\"name\":\"shown once\"}");

        // then
        String key = created.path("key").asString();
        assertThat(key).matches("qnp-[0-9A-Za-z]{43}");
        String id = created.path("id").asString();
        Answer read = gateway.manage().call("GET", "/keys/" + id, null).expect(200);
        assertThat(read.json().path("name").asString()).isEqualTo("shown once");
        assertThat(read.json().has("key")).isFalse();
        Answer list = gateway.manage().call("GET", "/keys", null).expect(200);
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
        JsonNode key = gateway.manage()
                .call(
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
        Answer revoked = gateway.manage().call("DELETE", "/keys/" + caller.keyId(), null);

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
        JsonNode rotated = gateway.manage()
                .call("POST", "/keys/" + caller.keyId() + "/rotate", "{}")
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
        JsonNode rotated = gateway.manage()
                .call("POST", "/keys/" + caller.keyId() + "/rotate", "{\"grace_seconds\":600}")
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
        gateway.manage()
                .call(
                        "PATCH",
                        "/keys/" + caller.keyId(),
                        "{\"chain\":[{\"provider\":\"" + second + "\",\"models\":[\"m1\"]}]}")
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
}
