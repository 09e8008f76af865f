package ai.qnp.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.limits.KeyLimits;
import ai.qnp.core.routing.ChainStep;
import ai.qnp.ee.admin.KeySettings;
import ai.qnp.lambda.upstream.FakeUpstream;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the function does about its environment. */
class SandboxTest {
    private final Server server = Server.running();
    private final String key = server.key(KeySettings.named("any"));

    @Test
    void theDemoAnswersWhileNoProviderIsConfigured() {
        try (FunctionUrlHandler handler = new FunctionUrlHandler(server.environment())) {
            Answered answer = chat(handler, "qnp/auto");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.headers()).containsEntry("x-qnp-provider", "demo").containsEntry("x-qnp-cost-usd", "0");
            assertThat(server.usage(answer.requestId())).containsEntry("provider", "demo");
        }
    }

    @Test
    void anyOpenAiCompatibleServerCanBeAdded() {
        try (FakeUpstream upstream = FakeUpstream.start()) {
            upstream.answering(FakeUpstream.json(
                    200,
                    "{\"id\":\"1\",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
                            + "\"content\":\"Hi\"},\"finish_reason\":\"stop\"}]}"));
            Map<String, String> environment = server.environment();
            environment.put(
                    "QNP_PROVIDER_CUSTOM_OLLAMA_BASE_URL", upstream.baseUrl().toString());
            environment.put("QNP_PROVIDER_CUSTOM_OLLAMA_MODELS", "qwen3, llama4");
            try (FunctionUrlHandler handler = new FunctionUrlHandler(environment)) {
                Answered answer = chat(handler, "ollama/llama4");

                assertThat(answer.headers())
                        .containsEntry("x-qnp-provider", "ollama")
                        .containsEntry("x-qnp-model", "llama4");
                assertThat(answer.json().at("/choices/0/message/content").asString())
                        .isEqualTo("Hi");
            }
        }
    }

    @Test
    void anAccountWithoutCreditsCanUseNothingThatThePlatformPays() {
        Map<String, String> environment = server.environment();
        environment.remove("QNP_BILLING");
        environment.put("DEEPSEEK_API_KEY", "never-asked");
        server.operator(false);
        try (FunctionUrlHandler handler = new FunctionUrlHandler(environment)) {
            Answered answer = chat(handler, "deepseek/deepseek-chat");

            assertThat(answer.status()).isEqualTo(402);
            assertThat(answer.error().get("code").asString()).isEqualTo("insufficient_credits");
        } finally {
            server.operator(true);
        }
    }

    @Test
    void anAccountsOwnServerMustLieOutside() {
        try (FakeUpstream inside = FakeUpstream.start();
                FunctionUrlHandler handler = new FunctionUrlHandler(server.environment())) {
            String credential = server.credential("openai", "sk-own", inside.baseUrl());
            String own = server.key(KeySettings.named("own")
                    .withChain(List.of(new ChainStep("openai", List.of("gpt-4o"), credential))));
            server.operator(false);

            Answered answer = chat(handler, "qnp/auto", own);

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.error().get("message").asString()).contains("not public");
            assertThat(inside.received()).isEmpty();
        } finally {
            server.operator(true);
        }
    }

    @Test
    void limitsHoldOverAllSandboxes() {
        String limited = server.key(KeySettings.named("limited").withLimits(new KeyLimits(3L, 1_000_000L, null)));
        try (FunctionUrlHandler one = new FunctionUrlHandler(server.environment());
                FunctionUrlHandler other = new FunctionUrlHandler(server.environment())) {
            Answered first = chat(one, "qnp/auto", limited);
            Answered second = chat(other, "qnp/auto", limited);
            Answered third = chat(one, "qnp/auto", limited);
            Answered beyond = chat(other, "qnp/auto", limited);

            assertThat(first.headers()).containsEntry("x-ratelimit-remaining-requests", "2");
            assertThat(second.headers()).containsEntry("x-ratelimit-remaining-requests", "1");
            assertThat(third.status()).isEqualTo(200);
            assertThat(beyond.status()).isEqualTo(429);
            assertThat(beyond.error().get("code").asString()).isEqualTo("rpm_exceeded");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "QNP_DATABASE_URL,''",
        "QNP_DATABASE_URL,jdbc:h2:mem:x",
        "QNP_MASTER_KEY,''",
        "QNP_MASTER_KEY,not base64",
        "QNP_MAX_REQUEST_BYTES,many",
        "QNP_PROVIDER_CUSTOM_OLLAMA_BASE_URL,nowhere"
    })
    void aSettingThatIsMissingOrWrongIsTheOperatorsToMend(String name, String value) {
        Map<String, String> environment = server.environment();
        environment.put(name, value);
        try (FunctionUrlHandler handler = new FunctionUrlHandler(environment)) {
            Answered answer = chat(handler, "qnp/auto");

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.error().get("message").asString()).contains("not set up");
        }
    }

    @Test
    void anotherMasterKeyThanTheServersIsNoticedBeforeAnythingIsServed() {
        try (FunctionUrlHandler right = new FunctionUrlHandler(server.environment())) {
            assertThat(chat(right, "qnp/auto").status()).isEqualTo(200);
        }
        byte[] other = new byte[32];
        other[0] = 1;
        Map<String, String> environment = server.environment();
        environment.put("QNP_MASTER_KEY", Base64.getEncoder().encodeToString(other));
        try (FunctionUrlHandler handler = new FunctionUrlHandler(environment)) {
            assertThat(chat(handler, "qnp/auto").status()).isEqualTo(500);
        }
    }

    @Test
    void comesBackByItselfWhenTheDatabaseDoes() throws Exception {
        try (PortForward way = new PortForward(server.port())) {
            Map<String, String> environment = server.environment();
            environment.put("QNP_DATABASE_URL", "jdbc:postgresql://127.0.0.1:" + way.port() + "/postgres");
            try (FunctionUrlHandler handler = new FunctionUrlHandler(environment)) {
                Answered before = chat(handler, "qnp/auto");
                way.mend();
                Answered started = chat(handler, "qnp/auto");
                way.cut();
                Answered away = chat(handler, "qnp/auto");
                way.mend();
                Answered again = chat(handler, "qnp/auto");

                assertThat(before.status()).isEqualTo(503);
                assertThat(before.error().get("code").asString()).isEqualTo("storage_unavailable");
                assertThat(before.headers()).containsEntry("retry-after", "5");
                assertThat(started.status()).isEqualTo(200);
                assertThat(away.status()).isEqualTo(503);
                assertThat(away.error().get("code").asString()).isEqualTo("storage_unavailable");
                assertThat(again.status()).isEqualTo(200);
                assertThat(server.usage(again.requestId())).containsEntry("status", 200);
            }
        }
    }

    private Answered chat(FunctionUrlHandler handler, String model) {
        return chat(handler, model, key);
    }

    private static Answered chat(FunctionUrlHandler handler, String model, String key) {
        String body = "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
        return Answered.by(
                handler, Event.named("chat-json", key).withBody(body, false).bytes(), null);
    }
}
