package ai.qnp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.AcceptanceTest;
import ai.qnp.acceptance.server.Answer;
import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.Eventually;
import ai.qnp.acceptance.server.Gateway;
import ai.qnp.acceptance.server.JmxSession;
import ai.qnp.acceptance.upstream.Answers;
import ai.qnp.acceptance.upstream.Script;
import java.util.List;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Providers that fail are left alone for a while, each with its own model and credential. */
@AcceptanceTest
class CoolDownIT {
    private static final Script BROKEN = Answers.fails(500, Answers.error("broken", "server_error", "broken"));
    private static final int FAILURES = 5;

    private final Gateway gateway;

    CoolDownIT(Gateway gateway) {
        this.gateway = gateway;
    }

    @Test
    void sparesAProviderThatFailedTooOftenInARow() {
        // given
        String first = gateway.provider();
        String second = gateway.provider();
        gateway.upstream().on(first, BROKEN);
        Caller caller = gateway.callerOver(first, second);
        ask(caller, FAILURES);

        // when
        Answer answer = caller.chat(Caller.ask("qnp/auto")).expect(200);

        // then
        assertThat(gateway.upstream().received(first)).hasSize(FAILURES);
        assertThat(answer.header("x-qnp-provider")).hasValue(second);
        assertThat(answer.header("x-qnp-attempts")).hasValue("1");
        JsonNode planned = receipt(answer).path("plan").path(0);
        assertThat(planned.path("chosen").asBoolean()).isFalse();
        assertThat(planned.path("reason").asString()).startsWith("cooling down until 2");
    }

    @Test
    void showsTheOperatorWhoCoolsDown() throws Exception {
        // given
        String first = gateway.provider();
        String second = gateway.provider();
        gateway.upstream().on(first, BROKEN);
        Caller caller = gateway.callerOver(first, second);
        ask(caller, FAILURES + 1);

        // when
        JsonNode status = provider(first);
        List<String> metrics = gateway.http()
                .send("GET", "/metrics", null)
                .expect(200)
                .body()
                .lines()
                .filter(line -> line.startsWith("qnp_target") && line.contains("\"" + first + "\""))
                .toList();

        // then
        assertThat(status.path("state").asString()).isEqualTo("cooling_down");
        assertThat(status.path("cooling_until").isString()).isTrue();
        assertThat(status.path("last_error").path("class").asString()).isEqualTo("server_error");
        assertThat(status.path("failed_attempts").asInt()).isEqualTo(FAILURES);
        assertThat(status.path("targets").path(0).path("model").asString()).isEqualTo("m1");
        assertThat(provider(second).path("state").asString()).isEqualTo("healthy");
        assertThat(metrics)
                .anyMatch(line -> line.startsWith("qnp_target_unhealthy{") && line.endsWith(" 1.0"))
                .anyMatch(line -> line.startsWith("qnp_target_passed_over_total{") && line.endsWith(" 1.0"));
        try (JmxSession jmx = JmxSession.attach(gateway.process())) {
            var name = new ObjectName("ai.qnp:type=Gateway");
            assertThat((String[]) jmx.connection().getAttribute(name, "UnhealthyTargets"))
                    .anyMatch(line -> line.startsWith(first + "/m1 (platform): cooling down until"));
            jmx.connection().invoke(name, "clearHealth", new Object[0], new String[0]);
        }
        assertThat(provider(first).path("state").asString()).isEqualTo("healthy");
    }

    @Test
    void heedsARetryAfter() {
        // given
        String first = gateway.provider();
        String second = gateway.provider();
        gateway.upstream().on(first, limited("30").then(Answers.says("too early")));
        Caller caller = gateway.callerOver(first, second);
        ask(caller, 1);

        // when
        Answer answer = caller.chat(Caller.ask("qnp/auto")).expect(200);

        // then
        assertThat(answer.header("x-qnp-provider")).hasValue(second);
        assertThat(gateway.upstream().received(first)).hasSize(1);
    }

    @Test
    void tellsWhenToComeBackWhileAllCoolDown() {
        // given
        String first = gateway.provider();
        String second = gateway.provider();
        gateway.upstream().on(first, limited("50"));
        gateway.upstream().on(second, limited("20"));
        Caller caller = gateway.callerOver(first, second);
        caller.chat(Caller.ask("qnp/auto")).expect(429);

        // when
        Answer answer = caller.chat(Caller.ask("qnp/auto")).expect(503);

        // then
        assertThat(answer.code()).isEqualTo("providers_unavailable");
        assertThat(Integer.parseInt(answer.header("retry-after").orElseThrow())).isBetween(1, 20);
        assertThat(answer.error().path("message").asString()).contains(first, second, "cooling down until");
        assertThat(gateway.upstream().received(first)).hasSize(1);
        assertThat(gateway.upstream().received(second)).hasSize(1);
    }

    @Test
    void oneAccountsBurstAndBadKeyDoNotStopAnothers() {
        // given
        String provider = gateway.provider();
        Script says = Answers.says("hello");
        gateway.upstream().on(provider, conversation -> {
            String key = conversation.request().header("authorization").orElse("");
            Script script = key.endsWith("-burst") ? limited("30") : key.endsWith("-bad") ? refused() : says;
            script.play(conversation);
        });
        Caller burst = callerOfItsOwnAccount(provider, "sk-one-burst");
        Caller bad = callerOfItsOwnAccount(provider, "sk-two-bad");
        Caller good = callerOfItsOwnAccount(provider, "sk-three-good");
        for (int i = 0; i < 2 * FAILURES; i++) {
            burst.chat(Caller.ask("m1"));
            bad.chat(Caller.ask("m1")).expect(502);
        }

        // when
        Answer answer = good.chat(Caller.ask("m1")).expect(200);
        Answer platforms = gateway.callerOver(provider).chat(Caller.ask("m1")).expect(200);

        // then
        assertThat(answer.text()).isEqualTo("hello");
        assertThat(platforms.text()).isEqualTo("hello");
        JsonNode status = provider(provider);
        assertThat(status.path("state").asString()).isEqualTo("healthy");
        assertThat(status.path("credentials")).hasSize(1);
        assertThat(status.path("targets")).hasSize(1);
        assertThat(status.toString()).doesNotContain("sk-one-burst", "sk-two-bad");
    }

    @Test
    void asksAFailingCredentialLast() {
        // given
        String first = gateway.provider();
        String second = gateway.provider();
        gateway.upstream().on(first, refused());
        Caller caller = gateway.callerOver(first, second);
        ask(caller, 1);

        // when
        Answer answer = caller.chat(Caller.ask("qnp/auto")).expect(200);

        // then
        assertThat(answer.header("x-qnp-provider")).hasValue(second);
        assertThat(answer.header("x-qnp-attempts")).hasValue("1");
        assertThat(gateway.upstream().received(first)).hasSize(1);
        assertThat(provider(first).path("state").asString()).isEqualTo("credential_failing");
    }

    @Test
    void marksACredentialThatItsProviderTurnsDown() {
        // given
        String provider = gateway.provider();
        gateway.upstream().on(provider, refused());
        String account = gateway.manage()
                .call("POST", "/accounts", "{\"email\":\"marked-" + provider + "@example.com\",\"tier\":\"pro\"}")
                .expect(201)
                .json()
                .path("id")
                .asString();
        Caller caller = callerOfItsOwnCredential(provider, account, "sk-four-marked");
        caller.chat(Caller.ask("m1")).expect(502);

        // when
        JsonNode credential = gateway.manage()
                .call("GET", "/credentials?account=" + account, null)
                .expect(200)
                .json()
                .path("data")
                .path(0);

        // then
        assertThat(credential.path("failing").path("class").asString()).isEqualTo("credential_rejected");
        assertThat(credential.path("failing").path("since").isString()).isTrue();
        assertThat(credential.toString()).doesNotContain("sk-four-marked");
    }

    @Test
    void showsWhatCameOfAskingTheProvidersWhetherTheyAreThere() throws Exception {
        // given
        String well = gateway.provider();
        String unwell = gateway.provider();
        gateway.upstream().file("/" + unwell + "/v1/models", refused());

        // when
        try (JmxSession jmx = JmxSession.attach(gateway.process())) {
            jmx.connection()
                    .invoke(new ObjectName("ai.qnp:type=Gateway"), "probeProviders", new Object[0], new String[0]);
        }

        // then nobody is left alone because of it
        assertThat(provider(well).path("probe").path("ok").asBoolean()).isTrue();
        JsonNode probe = provider(unwell).path("probe");
        assertThat(probe.path("ok").asBoolean(true)).isFalse();
        assertThat(probe.path("class").asString()).isEqualTo("credential_rejected");
        assertThat(provider("dead").path("probe").path("class").asString()).isEqualTo("unreachable");
        assertThat(provider(unwell).path("state").asString()).isEqualTo("healthy");
        gateway.callerOver(unwell).chat(Caller.ask("m1")).expect(200);
    }

    @Test
    void aProbeBringsAProviderBack() {
        // given a provider of its own settings: two failures open its breaker for half a second
        gateway.upstream().on(Gateway.FRAGILE, BROKEN);
        Caller caller = gateway.callerOver(Gateway.FRAGILE);
        caller.chat(Caller.ask("m1")).expect(502);
        caller.chat(Caller.ask("m1")).expect(502);
        caller.chat(Caller.ask("m1")).expect(503);
        assertThat(gateway.upstream().received(Gateway.FRAGILE)).hasSize(2);

        // when
        gateway.upstream().on(Gateway.FRAGILE, Answers.says("back"));
        Answer answer = Eventually.get(
                "an answer of the probe", () -> caller.chat(Caller.ask("m1")), given -> given.status() == 200);

        // then
        assertThat(answer.text()).isEqualTo("back");
        assertThat(gateway.upstream().received(Gateway.FRAGILE)).hasSize(3);
        caller.chat(Caller.ask("m1")).expect(200);
    }

    private static Script limited(String seconds) {
        return Answers.fails(429, Answers.error("slow down", "rate_limit_error", "rate"), "Retry-After", seconds);
    }

    private static Script refused() {
        return Answers.fails(401, Answers.error("bad key", "invalid_request_error", "invalid_api_key"));
    }

    private static void ask(Caller caller, int times) {
        for (int i = 0; i < times; i++) {
            caller.chat(Caller.ask("qnp/auto")).expect(200);
        }
    }

    private JsonNode receipt(Answer answer) {
        String id = answer.header("x-request-id").orElseThrow();
        return gateway.manage().call("GET", "/requests/" + id, null).expect(200).json();
    }

    private JsonNode provider(String id) {
        return gateway.manage()
                .call("GET", "/providers", null)
                .expect(200)
                .json()
                .path("data")
                .valueStream()
                .filter(provider -> provider.path("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private Caller callerOfItsOwnAccount(String provider, String secret) {
        String account = gateway.manage()
                .call("POST", "/accounts", "{\"email\":\"" + secret + "@example.com\",\"tier\":\"pro\"}")
                .expect(201)
                .json()
                .path("id")
                .asString();
        return callerOfItsOwnCredential(provider, account, secret);
    }

    private Caller callerOfItsOwnCredential(String provider, String account, String secret) {
        String credential = gateway.manage()
                .call(
                        "POST",
                        "/credentials?account=" + account,
                        "{\"provider\":\"" + provider + "\",\"api_key\":\"" + secret + "\"}")
                .expect(201)
                .json()
                .path("id")
                .asString();
        JsonNode key = gateway.manage()
                .call(
                        "POST",
                        "/keys?account=" + account,
                        "{\"name\":\"own\",\"chain\":[{\"provider\":\"" + provider
                                + "\",\"models\":[\"m1\"],\"credential\":\"" + credential + "\"}]}")
                .expect(201)
                .json();
        return new Caller(
                gateway.http(), key.path("id").asString(), key.path("key").asString());
    }
}
