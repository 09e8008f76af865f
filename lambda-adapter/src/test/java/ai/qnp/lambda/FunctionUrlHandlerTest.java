package ai.qnp.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.access.BodyLogging;
import ai.qnp.core.routing.ChainStep;
import ai.qnp.ee.admin.KeySettings;
import ai.qnp.lambda.upstream.FakeUpstream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real event documents through the whole function, on a real PostgreSQL. */
class FunctionUrlHandlerTest {
    private static final String COMPLETION = """
            {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"gpt-4o-mini","choices":[{"index":0,\
            "message":{"role":"assistant","content":"Grüße zurück 🙂"},"finish_reason":"stop"}],\
            "usage":{"prompt_tokens":12,"completion_tokens":5,"total_tokens":17}}""";

    private static final Server SERVER = Server.running();

    private static FakeUpstream upstream;
    private static FunctionUrlHandler handler;
    private static String key;

    @BeforeAll
    static void startFunction() {
        upstream = FakeUpstream.start();
        Map<String, String> environment = SERVER.environment();
        environment.put("OPENAI_API_KEY", "sk-upstream");
        environment.put("QNP_PROVIDER_OPENAI_BASE_URL", upstream.baseUrl().toString());
        environment.put("QNP_MAX_REQUEST_BYTES", "2000");
        environment.put("QNP_TIMEOUT_FIRST_BYTE_MS", "86400000");
        environment.put("QNP_TIMEOUT_REQUEST_MS", "86400000");
        handler = new FunctionUrlHandler(environment);
        key = SERVER.key(KeySettings.named("any"));
    }

    @AfterAll
    static void stopFunction() {
        handler.close();
        upstream.close();
    }

    @BeforeEach
    void forgetTheTestBefore() {
        upstream.forget();
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat-json", "chat-base64"})
    void answersAChatCompletionAndKeepsItsRecord(String event) {
        upstream.answering(FakeUpstream.json(200, COMPLETION));

        Answered answer = call(Event.named(event, key));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/choices/0/message/content").asString()).isEqualTo("Grüße zurück 🙂");
        assertThat(answer.headers())
                .containsEntry("content-type", "application/json")
                .containsEntry("x-qnp-provider", "openai")
                .containsEntry("x-qnp-model", "gpt-4o-mini-2024-07-18")
                .containsEntry("x-qnp-attempts", "1")
                .allSatisfy((name, value) -> assertThat(name).isLowerCase());
        assertThat(upstream.received().getFirst().body()).contains("Grüße aus Köln 🙂");
        assertThat(upstream.received().getFirst().headers()).containsEntry("authorization", "Bearer sk-upstream");
        Map<String, Object> usage = SERVER.usage(answer.requestId());
        assertThat(usage)
                .containsEntry("status", 200)
                .containsEntry("provider", "openai")
                .containsEntry("model", "gpt-4o-mini-2024-07-18")
                .containsEntry("prompt_tokens", 12L)
                .containsEntry("completion_tokens", 5L)
                .containsEntry("finish_reason", "stop")
                .containsEntry("stream", false);
        assertThat((BigDecimal) usage.get("cost_usd")).isPositive();
    }

    @Test
    void theBodyOfALoggedKeysRequestIsKeptWhenTheInvocationEnds() {
        upstream.answering(FakeUpstream.json(200, COMPLETION));
        String body = "{\"model\":\"openai/gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
        String logged = SERVER.key(KeySettings.named("logged").withLogBodies(new BodyLogging(7, 1_000)));

        Answered kept = call(Event.named("chat-json", logged).withBody(body, false));
        Answered plain = call(Event.named("chat-json", key).withBody(body, false));

        assertThat(SERVER.bodySize(kept.requestId())).isEqualTo(body.length());
        assertThat(SERVER.bodySize(plain.requestId())).isNull();
    }

    @Test
    void answersEmbeddings() {
        upstream.answering(FakeUpstream.json(
                200,
                "{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,\"embedding\":[0.5]}],"
                        + "\"usage\":{\"prompt_tokens\":4,\"total_tokens\":4}}"));
        Event event = Event.named("chat-json", key)
                .withPath("/v1/embeddings")
                .withBody("{\"model\":\"text-embedding-3-small\",\"input\":\"Hi\"}", false);

        Answered answer = call(event);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/data/0/embedding/0").asDouble()).isEqualTo(0.5);
        assertThat(upstream.received().getFirst().path()).endsWith("/embeddings");
        assertThat(SERVER.usage(answer.requestId())).containsEntry("endpoint", "embeddings");
    }

    @Test
    void answersImages() {
        upstream.answering(FakeUpstream.json(200, "{\"created\":1,\"data\":[{\"b64_json\":\"AQID\"}]}"));
        Event event = Event.named("chat-json", key)
                .withPath("/v1/images/generations")
                .withBody("{\"model\":\"gpt-image-1\",\"prompt\":\"a cat\"}", false);

        Answered answer = call(event);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/data/0/b64_json").asString()).isEqualTo("AQID");
        assertThat(SERVER.usage(answer.requestId())).containsEntry("endpoint", "images.generations");
    }

    @Test
    void collectsAStreamIntoOneBody() {
        upstream.answering(FakeUpstream.events(
                chunk("{\"role\":\"assistant\",\"content\":\"\"}", "null"),
                chunk("{\"content\":\"Hel\"}", "null"),
                chunk("{\"content\":\"lo\"}", "null"),
                chunk("{}", "\"stop\""),
                "{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[],"
                        + "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5}}"));

        Answered answer = call(Event.named("chat-stream", key));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers())
                .containsEntry("content-type", "text/event-stream; charset=utf-8")
                .containsEntry("cache-control", "no-cache");
        assertThat(answer.body())
                .startsWith("data: {")
                .contains("\"Hel\"", "\"lo\"", "\"prompt_tokens\":3")
                .endsWith("data: [DONE]\n\n");
        assertThat(SERVER.usage(answer.requestId()))
                .containsEntry("stream", true)
                .containsEntry("completion_tokens", 2L)
                .containsEntry("client_closed", false);
    }

    @Test
    void aStreamTooLongForLambdaEndsWithAnErrorEventAndStopsTheUpstream() {
        String piece = chunk("{\"content\":\"" + "x".repeat(100_000) + "\"}", "null");
        upstream.answering(FakeUpstream.events(Collections.nCopies(60, piece).toArray(String[]::new)));

        Answered answer = call(Event.named("chat-stream", key));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.base64()).isTrue();
        assertThat(answer.body().length()).isLessThanOrEqualTo(CollectedAnswer.MAX_BYTES);
        assertThat(answer.body().substring(answer.body().lastIndexOf("data: "))).contains("\"error\"", "AWS Lambda");
        assertThat(SERVER.usage(answer.requestId())).containsEntry("client_closed", true);
    }

    @Test
    void aWholeAnswerTooLongForLambdaIsAFailureOfTheProviders() {
        upstream.answering(FakeUpstream.json(200, COMPLETION.replace("zurück", "x".repeat(CollectedAnswer.MAX_BYTES))));

        Answered answer = call(Event.named("chat-json", key));

        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.error().get("message").asString()).contains("larger than 4194304 bytes");
    }

    @Test
    void listsTheModelsOfTheKeyWhateverQueryAndCookiesSay() {
        Answered answer = call(Event.named("models-with-query", key));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/object").asString()).isEqualTo("list");
        assertThat(answer.json().at("/data").findValuesAsString("id")).contains("openai/gpt-4o-mini");
        assertThat(answer.requestId()).startsWith("req_");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/models/gpt-4o-mini",
                "/api/v1/models/openai/gpt-4o-mini",
                "/api/api/v1/models/openai%2Fgpt-4o-mini"
            })
    void findsOneModel(String path) {
        Answered answer = call(Event.named("models-with-query", key).withPath(path));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("id").asString()).isEqualTo("openai/gpt-4o-mini");
    }

    @Test
    void saysWhichModelItDoesNotHave() {
        Answered answer = call(Event.named("models-with-query", key).withPath("/v1/models/gpt-99"));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.error().get("code").asString()).isEqualTo("model_not_found");
    }

    @Test
    void judgesACallerByTheAddressThatTheFunctionUrlSaw() {
        String bound = SERVER.key(KeySettings.named("bound").withAllowedIps(List.of("2001:db8:85a3::/48")));

        Answered inside = call(Event.named("models-over-ipv6", bound));
        Answered forged = call(Event.named("models-over-ipv6", bound)
                .withSourceIp("203.0.113.7")
                .withHeader("x-forwarded-for", "2001:db8:85a3::1"));

        assertThat(inside.status()).isEqualTo(200);
        assertThat(forged.status()).isEqualTo(403);
        assertThat(forged.error().get("code").asString()).isEqualTo("ip_not_allowed");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/moderations",
        "/v1",
        "/v2/models",
        "//v1/models",
        "/v1/models/",
        "/v1/chat/completions/",
        "/V1/models"
    })
    void anUnknownPathIsNotFound(String path) {
        Answered answer = call(Event.named("models-with-query", key).withPath(path));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.error().get("code").asString()).isEqualTo("unknown_endpoint");
        assertThat(answer.requestId()).startsWith("req_");
    }

    @ParameterizedTest
    @CsvSource({"GET,/v1/chat/completions,POST", "DELETE,/v1/models,GET", "POST,/api/v1/models/gpt-4o,GET"})
    void aMethodThatIsNotServedIsRefusedWithThoseThatAre(String method, String path, String allowed) {
        Answered answer =
                call(Event.named("models-with-query", key).withMethod(method).withPath(path));

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers()).containsEntry("allow", allowed);
        assertThat(answer.error().get("code").asString()).isEqualTo("method_not_allowed");
    }

    @Test
    void aRequestWithoutAKeyIsRefused() {
        Answered answer = call(Event.named("chat-json", key).withoutHeader("authorization"));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.error().get("code").asString()).isEqualTo("missing_api_key");
        assertThat(upstream.received()).isEmpty();
    }

    @Test
    void aWrongKeyIsRefused() {
        Answered answer = call(Event.named("chat-json", "qnp-wrong"));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.error().get("type").asString()).isEqualTo("authentication_error");
        assertThat(answer.error().get("code").asString()).isEqualTo("invalid_api_key");
    }

    @Test
    void aBodyOverTheLimitIsRefusedWhicheverWayItComes() {
        String tooLong = "{\"model\":\"" + "x".repeat(2000) + "\"}";
        String base64 = Base64.getEncoder().encodeToString(tooLong.getBytes(StandardCharsets.UTF_8));

        Answered asText = call(Event.named("chat-json", key).withBody(tooLong, false));
        Answered asBase64 = call(Event.named("chat-json", key).withBody(base64, true));

        assertThat(asText.status()).isEqualTo(413);
        assertThat(asBase64.status()).isEqualTo(413);
        assertThat(asText.error().get("code").asString()).isEqualTo("request_too_large");
        assertThat(SERVER.usage(asText.requestId())).containsEntry("error_code", "request_too_large");
    }

    @Test
    void aBodyThatIsNotTheBase64ItClaimsToBeIsRefused() {
        Answered answer = call(Event.named("chat-json", key).withBody("{not base64}", true));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error().get("type").asString()).isEqualTo("invalid_request_error");
    }

    @Test
    void aMissingBodyIsRefused() {
        Event event = Event.named("chat-json", key);
        event.document().remove("body");

        Answered answer = call(event);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error().get("code").asString()).isEqualTo("invalid_json");
    }

    @Test
    void aDocumentThatIsNoEventOfAFunctionUrlIsRefused() {
        byte[] testEvent = Event.named("console-test-event", key).bytes();

        for (byte[] document : List.of(testEvent, "not json".getBytes(StandardCharsets.UTF_8), new byte[0])) {
            Answered answer = Answered.by(handler, document, null);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.error().get("code").asString()).isEqualTo("invalid_event");
            assertThat(answer.requestId()).startsWith("req_");
        }
    }

    @Test
    void theProvidersFailureComesBackInTheEnvelopeAndIsRecorded() {
        upstream.answering(FakeUpstream.json(503, "{\"error\":{\"message\":\"overloaded\"}}"));

        Answered answer = call(Event.named("chat-json", key));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.error().get("code").asString()).isEqualTo("providers_unavailable");
        assertThat(answer.headers()).containsKey("retry-after");
        assertThat(SERVER.usage(answer.requestId()))
                .containsEntry("status", 503)
                .containsEntry("error_code", "providers_unavailable");
    }

    @Test
    void fallsBackAlongTheKeysChainWithACredentialThatAServerSealed() {
        try (FakeUpstream second = FakeUpstream.start()) {
            upstream.answering(FakeUpstream.json(500, "{}"));
            second.answering(FakeUpstream.json(200, COMPLETION));
            String credential = SERVER.credential("openai", "sk-byok", second.baseUrl());
            String chained = SERVER.key(KeySettings.named("chained")
                    .withChain(List.of(
                            new ChainStep("openai", List.of("gpt-4o-mini"), "platform"),
                            new ChainStep("openai", List.of("gpt-4o"), credential))));

            Answered answer = call(Event.named("chat-json", chained));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.headers())
                    .containsEntry("x-qnp-attempts", "2")
                    .containsEntry("x-qnp-model", "gpt-4o-2024-08-06");
            assertThat(second.received().getFirst().headers()).containsEntry("authorization", "Bearer sk-byok");
        }
    }

    @Test
    @Timeout(60)
    void givesUpOnAProviderBeforeLambdaEndsTheInvocation() {
        upstream.silent();

        Answered answer = Answered.by(handler, Event.named("chat-json", key).bytes(), new TimeLeft(2000));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(SERVER.usage(answer.requestId())).containsEntry("status", 503);
    }

    private Answered call(Event event) {
        return Answered.by(handler, event.bytes(), null);
    }

    private static String chunk(String delta, String finishReason) {
        return "{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,"
                + "\"delta\":" + delta + ",\"finish_reason\":" + finishReason + "}]}";
    }
}
