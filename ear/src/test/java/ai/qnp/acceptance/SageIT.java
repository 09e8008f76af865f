package ai.qnp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.AcceptanceTest;
import ai.qnp.acceptance.server.Answer;
import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.EventStream;
import ai.qnp.acceptance.server.Gateway;
import ai.qnp.acceptance.upstream.Answers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Platform mode with Sage, and chains that are tried out, through the front doors. */
@AcceptanceTest
class SageIT {
    private final Gateway gateway;

    SageIT(Gateway gateway) {
        this.gateway = gateway;
    }

    @AfterEach
    void putTheTableBack() {
        call("PUT", "/sage", "{\"intents\":{}}").expect(200);
    }

    private Answer call(String method, String path, String body) {
        return gateway.manage().call(method, path, body);
    }

    private Caller withoutAChain() {
        return gateway.manage().caller("{\"name\":\"sage\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            chat       | gpt-6-luna  | "messages":[{"role":"user","content":"Hi"}]
            reasoning  | gpt-6.1-sol | "reasoning_effort":"high","messages":[{"role":"user","content":"Hi"}]
            extraction | gpt-6-luna  | "response_format":{"type":"json_object"},"messages":[{"role":"user","content":"Hi"}]
            vision     | gpt-6-luna  | "messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}}]}]
            """)
    void picksByWhatTheRequestIsAboutAndSaysSo(String intent, String model, String fields) {
        // given
        gateway.upstream().on("openai", Answers.says("Good ", "day"));

        // when
        Answer answer =
                withoutAChain().chat("{\"model\":\"qnp/auto\"," + fields + "}").expect(200);

        // then
        assertThat(answer.header("x-qnp-sage")).hasValue(intent);
        assertThat(answer.header("x-qnp-provider")).hasValue("openai");
        assertThat(answer.header("x-qnp-model")).hasValue(model);
        JsonNode plan = call("GET", "/requests/" + answer.header("x-request-id").orElseThrow(), null)
                .expect(200)
                .json()
                .path("plan");
        assertThat(plan.at("/0/chosen").asBoolean()).isTrue();
        assertThat(plan.at("/0/reason").asString()).startsWith("Sage: " + intent + ", because ");
        assertThat(plan.size()).isGreaterThan(3);
    }

    @Test
    void saysSoOnAStreamToo() throws Exception {
        // given
        gateway.upstream().on("openai", Answers.says("Good ", "day"));

        // when
        try (EventStream stream = withoutAChain().stream(Caller.askStream("qnp"))) {
            // then
            assertThat(stream.headers().firstValue("x-qnp-sage")).hasValue("chat");
            assertThat(EventStream.text(stream.rest())).isEqualTo("Good day");
        }
    }

    @Test
    void hasNoSayWhereAChainDecidesOrAModelIsNamed() {
        // given
        gateway.upstream().on("openai", Answers.says("Good ", "day"));

        // when
        Answer chained = gateway.callerOver(Gateway.POLITE).chat(Caller.ask("qnp/auto"));
        Answer named = withoutAChain().chat(Caller.ask("openai/gpt-6-luna"));

        // then
        assertThat(chained.expect(200).header("x-qnp-sage")).isEmpty();
        assertThat(named.expect(200).header("x-qnp-sage")).isEmpty();
    }

    @Test
    void theOperatorsTableDecidesAndTheNextPreferredModelsAreTheFallbacks() {
        // given
        String first = gateway.provider();
        String second = gateway.provider();
        gateway.upstream().on(first, Answers.fails(500, "{}"));
        String table = "{\"intents\":{\"code\":[\"" + first + "/m1\",\"" + second + "/m1\"]}}";

        // when
        JsonNode changed = call("PUT", "/sage", table).expect(200).json();
        Answer answer = withoutAChain()
                .chat(Caller.ask("qnp/auto").replace("Hi", "Write a Python function"))
                .expect(200);

        // then
        assertThat(changed.at("/intents/code/0").asString()).isEqualTo(first + "/m1");
        assertThat(changed.at("/intents/chat/0").asString()).isEqualTo("openai/gpt-6-luna");
        assertThat(changed.path("edited").toString()).isEqualTo("[\"code\"]");
        assertThat(call("GET", "/sage", null).expect(200).json()).isEqualTo(changed);
        assertThat(answer.header("x-qnp-sage")).hasValue("code");
        assertThat(answer.header("x-qnp-provider")).hasValue(second);
        assertThat(answer.header("x-qnp-attempts")).hasValue("2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"intents":{"cooking":["openai/gpt-4o"]}}                | invalid_value    | intents.cooking
            {"intents":{"chat":["gpt-4o"]}}                          | invalid_value    | intents.chat[0]
            {"intents":{"chat":["openai/gpt-4o","nobody/x"]}}        | unknown_provider | intents.chat[1]
            {"intents":{"chat":["openai/gpt-4o","openai/gpt-4o"]}}   | invalid_value    | intents.chat
            {"intents":{"chat":"openai/gpt-4o"}}                     | invalid_value    | intents.chat
            {}                                                       | missing_field    | intents
            {"table":{}}                                             | unknown_field    | table
            """)
    void refusesATableThatCannotBeRight(String table, String code, String param) {
        Answer answer = call("PUT", "/sage", table).expect(400);

        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.error().path("param").asString()).isEqualTo(param);
    }

    @Test
    void theTableIsTheOperatorsAlone() {
        String account = call("POST", "/accounts", "{\"email\":\"sage@example.com\"}")
                .expect(201)
                .json()
                .path("id")
                .asString();

        assertThat(call("GET", "/sage?account=" + account, null).expect(403).code())
                .isEqualTo("permission_denied");
        assertThat(call("PUT", "/sage?account=" + account, "{\"intents\":{}}")
                        .expect(403)
                        .code())
                .isEqualTo("permission_denied");
    }

    @Test
    void aRehearsalTellsWhatARealRequestThenGets() {
        // given
        String first = gateway.provider();
        String second = gateway.provider();
        String chain = "[{\"provider\":\"" + first + "\",\"models\":[\"m1\"]},{\"provider\":\"" + second
                + "\",\"models\":[\"m1\"]}]";

        // when
        JsonNode rehearsed = call(
                        "POST",
                        "/chain/rehearse",
                        "{\"chain\":" + chain
                                + ",\"model\":\"qnp/auto\",\"fail\":[{\"step\":1,\"with\":\"429\"},{\"step\":2,\"with\":\"429\"}]}")
                .expect(200)
                .json();
        int askedByTheRehearsal = gateway.upstream().received(first).size();
        String busy = Answers.error("busy", "rate_limit_error", "rate_limit_exceeded");
        gateway.upstream().on(first, Answers.fails(429, busy));
        gateway.upstream().on(second, Answers.fails(429, busy));
        Answer real = gateway.manage()
                .caller("{\"name\":\"real\",\"chain\":" + chain + "}")
                .chat(Caller.ask("qnp/auto"));

        // then
        assertThat(askedByTheRehearsal).isZero();
        assertThat(rehearsed.at("/outcome/status").asInt())
                .isEqualTo(real.status())
                .isEqualTo(429);
        assertThat(rehearsed.at("/outcome/error/code").asString()).isEqualTo(real.code());
        JsonNode receipt = call(
                        "GET", "/requests/" + real.header("x-request-id").orElseThrow(), null)
                .expect(200)
                .json();
        assertThat(rehearsed.path("plan")).isEqualTo(receipt.path("plan"));
        assertThat(rehearsed.path("attempts").size())
                .isEqualTo(receipt.path("attempts").size())
                .isEqualTo(2);
        assertThat(rehearsed.at("/attempts/0/error_class").asString()).isEqualTo("rate_limited");
    }

    @Test
    void aRehearsalGoesOnToTheNextStepAndSeesWhatTheRequestNeeds() {
        // when
        JsonNode rehearsed = call("POST", "/chain/rehearse", """
                {"chain":[{"provider":"openai","models":["gpt-6-luna"]},{"provider":"groq","models":["openai/gpt-oss-120b"]},\
                {"provider":"anthropic","models":["claude-haiku-5-5"]}],"fail":[{"step":1,"with":"timeout"}],\
                "request":{"messages":[{"role":"user","content":[{"type":"image_url","image_url":\
                {"url":"data:image/png;base64,AAAA"}}]}]}}""").expect(200).json();

        // then
        assertThat(rehearsed.at("/outcome/status").asInt()).isEqualTo(200);
        assertThat(rehearsed.at("/outcome/provider").asString()).isEqualTo("anthropic");
        assertThat(rehearsed.at("/plan/1/chosen").asBoolean()).isFalse();
        assertThat(rehearsed.at("/plan/1/reason").asString()).isEqualTo("lacks image input");
        assertThat(rehearsed.at("/attempts/0/error_class").asString()).isEqualTo("timed_out");
        assertThat(rehearsed.path("warnings").toString()).contains("\"lacks_images\"", "\"smaller_context\"");
    }

    @Test
    void aRehearsalWithoutAChainShowsSagesChoice() {
        // when
        JsonNode rehearsed = call("POST", "/chain/rehearse", """
                {"model":"qnp","fail":[{"step":1,"with":"500"}],\
                "request":{"messages":[{"role":"user","content":"Write a Python function"}]}}""").expect(200).json();

        // then
        assertThat(rehearsed.path("sage").asString()).isEqualTo("code");
        assertThat(rehearsed.path("attempts").size()).isEqualTo(2);
        assertThat(rehearsed.at("/outcome/model").asString())
                .isEqualTo(rehearsed.at("/plan/1/model").asString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"chain":[{"provider":"nobody"}],"model":"qnp"}                                | unknown_provider | chain[0].provider
            {"chain":[{"provider":"openai"}],"fail":[{"step":2,"with":"429"}]}             | invalid_value    | fail[0].step
            {"chain":[{"provider":"openai"}],"fail":[{"step":0,"with":"429"}]}             | invalid_value    | fail[0].step
            {"chain":[{"provider":"openai"}],"fail":[{"step":1,"with":"bad luck"}]}        | invalid_value    | fail[0].with
            {"chain":[{"provider":"openai"}],"fail":[{"with":"429"}]}                      | missing_field    | fail[0].step
            {"chain":[{"provider":"openai"}],"request":{"messages":[]}}                    | invalid_value    | messages
            """)
    void refusesARehearsalThatCannotBeMeant(String body, String code, String param) {
        Answer answer = call("POST", "/chain/rehearse", body).expect(400);

        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.error().path("param").asString()).isEqualTo(param);
    }

    @Test
    void warnsOfAChainThatWasProbablyNotMeant() {
        // given
        String chain = "{\"provider\":\"openai\",\"models\":[\"gpt-6-luna\"]}";

        // when
        JsonNode linted = call("POST", "/chain/lint", "{\"chain\":[" + chain + "," + chain + "]}")
                .expect(200)
                .json();
        JsonNode key = gateway.manage().createKey("{\"name\":\"twice\",\"chain\":[" + chain + "," + chain + "]}");
        JsonNode mended = call("PATCH", "/keys/" + key.path("id").asString(), "{\"chain\":[" + chain + "]}")
                .expect(200)
                .json();

        // then
        assertThat(linted.at("/warnings/0/code").asString()).isEqualTo("duplicate");
        assertThat(linted.at("/warnings/0/step").asInt()).isEqualTo(2);
        assertThat(linted.at("/warnings/0/message").asString()).startsWith("Step 2 (openai): ");
        assertThat(key.path("key").asString()).startsWith("qnp-");
        assertThat(key.path("warnings")).isEqualTo(linted.path("warnings"));
        assertThat(mended.path("warnings").size()).isZero();
    }
}
