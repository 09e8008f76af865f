package ai.qnp.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.routing.ChainStep;
import ai.qnp.ee.admin.KeySettings;
import ai.qnp.lambda.runtime.LambdaAnswer;
import ai.qnp.lambda.runtime.RuntimeApiServer;
import ai.qnp.lambda.upstream.FakeUpstream;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Events in, streams out: the whole function between a Runtime API and providers over real sockets. */
@Timeout(60)
class StreamingFunctionTest {
    private static final Server SERVER = Server.running();
    private static final String OVERLOADED = "{\"error\":{\"message\":\"try later\",\"type\":\"server_error\"}}";
    private static final String ROLE = chunk("{\"role\":\"assistant\",\"content\":\"\"}", "null");
    private static final String USAGE =
            "{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[],"
                    + "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5}}";

    private final FakeUpstream first = FakeUpstream.start();
    private final FakeUpstream second = FakeUpstream.start();
    private final RuntimeApiServer lambda = RuntimeApiServer.start();
    private final String key = SERVER.key(KeySettings.named("streams")
            .withChain(List.of(
                    new ChainStep(
                            "openai", List.of("gpt-4o-mini"), SERVER.credential("openai", "sk-1", first.baseUrl())),
                    new ChainStep(
                            "openai", List.of("gpt-4o"), SERVER.credential("openai", "sk-2", second.baseUrl())))));
    private StreamingFunction function;

    @BeforeEach
    void startFunction() {
        Map<String, String> environment = SERVER.environment();
        environment.put("AWS_LAMBDA_RUNTIME_API", lambda.address());
        environment.put("QNP_STREAM_KEEP_ALIVE_MS", "300");
        function = StreamingFunction.in(environment);
        Thread.ofVirtual().start(this::run);
        second.answering(FakeUpstream.events(content("from "), content("the second"), finish()));
    }

    private void run() {
        try {
            function.run();
        } catch (IOException runtimeApiAway) {
            function.close();
        }
    }

    @AfterEach
    void stopEverything() {
        lambda.close();
        first.close();
        second.close();
    }

    @Test
    void answersAWholeCompletionAndKeepsItsRecord() {
        first.answering(FakeUpstream.json(
                200,
                "{\"id\":\"1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,"
                        + "\"message\":{\"role\":\"assistant\",\"content\":\"Grüße\"},\"finish_reason\":\"stop\"}]}"));

        LambdaAnswer answer = invoke(Event.named("chat-json", key));

        assertThat(answer.json().at("/choices/0/message/content").asString()).isEqualTo("Grüße");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers())
                .containsEntry("content-type", "application/json")
                .containsEntry("x-qnp-provider", "openai")
                .containsKey("x-qnp-cost-usd");
        assertThat(answer.prelude().get("cookies").isArray()).isTrue();
        assertThat(usage(answer)).containsEntry("status", 200);
    }

    @Test
    void handsEachEventOverWhenItComes() throws Exception {
        CountDownLatch heard = new CountDownLatch(1);
        first.answering(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream output = exchange.getResponseBody();
            output.write(("data: " + ROLE + "\n\ndata: " + content("Hel") + "\n\n").getBytes(StandardCharsets.UTF_8));
            output.flush();
            await(heard);
            output.write(
                    ("data: " + content("lo") + "\n\ndata: " + finish() + "\n\ndata: " + USAGE + "\n\ndata: [DONE]\n\n")
                            .getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });

        LambdaAnswer answer = invoke(Event.named("chat-stream", key));
        String opening = answer.piece();
        String content = answer.piece();
        heard.countDown();

        assertThat(opening).contains("\"assistant\"");
        assertThat(content).contains("\"Hel\"").doesNotContain("\"lo\"");
        assertThat(answer.body())
                .startsWith("data: {")
                .contains("\"Hel\"", "\"lo\"", "\"prompt_tokens\":3")
                .endsWith("data: [DONE]\n\n");
        assertThat(answer.trailers()).isEmpty();
        assertThat(answer.headers())
                .containsEntry("content-type", "text/event-stream; charset=utf-8")
                .containsEntry("cache-control", "no-cache")
                .containsEntry("x-accel-buffering", "no")
                .containsEntry("x-qnp-attempts", "1");
        assertThat(usage(answer))
                .containsEntry("stream", true)
                .containsEntry("completion_tokens", 2L)
                .containsEntry("client_closed", false);
    }

    static Stream<Arguments> failuresBeforeAnyOutput() {
        return Stream.of(
                Arguments.argumentSet("500", FakeUpstream.json(500, OVERLOADED)),
                Arguments.argumentSet("429", FakeUpstream.json(429, OVERLOADED)),
                Arguments.argumentSet("401", FakeUpstream.json(401, OVERLOADED)),
                Arguments.argumentSet("an empty 200", FakeUpstream.json(200, "")),
                Arguments.argumentSet("a connection that is dropped", (HttpHandler) exchange -> exchange.close()),
                Arguments.argumentSet("the first event is an error", FakeUpstream.events(OVERLOADED)),
                Arguments.argumentSet("an error after the opening chunk", FakeUpstream.events(ROLE, OVERLOADED)),
                Arguments.argumentSet("a stream of only [DONE]", FakeUpstream.events()),
                Arguments.argumentSet("a cut after the opening chunk", FakeUpstream.cutAfter(ROLE)));
    }

    @ParameterizedTest
    @MethodSource("failuresBeforeAnyOutput")
    void fallsBackToTheSecondStepOfAStream(HttpHandler failing) {
        first.answering(failing);

        LambdaAnswer answer = invoke(stream());

        assertThat(answer.body())
                .contains("\"from \"", "\"the second\"")
                .doesNotContain("\"error\"")
                .endsWith("data: [DONE]\n\n");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("x-qnp-attempts", "2");
        assertThat(first.received()).hasSize(1);
        assertThat(usage(answer)).containsEntry("attempts", 2).containsEntry("status", 200);
    }

    @Test
    void theStatusOfAStreamThatNobodyCouldBeginIsTheErrors() {
        first.answering(FakeUpstream.json(503, OVERLOADED));
        second.answering(FakeUpstream.json(503, OVERLOADED));

        LambdaAnswer answer = invoke(stream());

        assertThat(answer.json().at("/error/code").asString()).isEqualTo("providers_unavailable");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers())
                .containsEntry("content-type", "application/json")
                .containsKey("retry-after");
    }

    static Stream<Arguments> breaks() {
        return Stream.of(
                Arguments.argumentSet("the connection is cut", FakeUpstream.cutAfter(ROLE, content("half a "))),
                Arguments.argumentSet("an error event", FakeUpstream.events(ROLE, content("half a "), OVERLOADED)));
    }

    @ParameterizedTest
    @MethodSource("breaks")
    void endsABrokenStreamWithOneErrorAndNoSecondAnswer(HttpHandler breaking) {
        first.answering(breaking);

        LambdaAnswer answer = invoke(stream());

        assertThat(answer.body())
                .contains("half a ")
                .containsOnlyOnce("\"error\"")
                .doesNotContain("[DONE]");
        assertThat(answer.trailers()).isEmpty();
        assertThat(second.received()).isEmpty();
        assertThat(usage(answer)).containsEntry("client_closed", false);
        assertThat(usage(answer).get("error_code")).isNotNull();
    }

    @Test
    void endsTheSilentUpstreamsCallAtOnceWhenTheClientGoesAway() throws Exception {
        CountDownLatch hungUp = new CountDownLatch(1);
        first.answering(FakeUpstream.untilHungUp(hungUp, ROLE, content("half a ")));
        LambdaAnswer answer = invoke(stream());
        answer.piece();
        answer.piece();

        answer.hangUp();

        hungUp.await();
        invoke(Event.named("models-with-query", key)).body();
        assertThat(usage(answer))
                .containsEntry("client_closed", true)
                .containsEntry("status", 200)
                .containsEntry("tokens_estimated", true);
        assertThat(usage(answer).get("error_code")).isNull();
        assertThat(second.received()).isEmpty();
    }

    @Test
    void fillsTheSilenceOfAProviderThatThinks() throws Exception {
        first.answering(FakeUpstream.untilHungUp(new CountDownLatch(1), ROLE, content("half a ")));

        LambdaAnswer answer = invoke(stream());

        assertThat(answer.piece()).startsWith("data: ");
        assertThat(answer.piece()).startsWith("data: ");
        assertThat(answer.piece()).isEqualTo(": keep-alive\n\n");
    }

    @Test
    void recordsWhatCameBeforeLambdaEndsTheInvocation() {
        first.answering(FakeUpstream.untilHungUp(new CountDownLatch(1), ROLE, content("half a ")));

        LambdaAnswer answer = lambda.invoke(stream().bytes(), Instant.now().plusMillis(2500));

        assertThat(answer.body())
                .contains("half a ")
                .containsOnlyOnce("\"error\"")
                .doesNotContain("[DONE]");
        assertThat(usage(answer)).containsEntry("client_closed", false);
        assertThat(usage(answer).get("error_code")).isNotNull();
    }

    @Test
    void givesUpOnAClientThatReadsNothingBeforeLambdaEndsTheInvocation() throws Exception {
        String much = content("x".repeat(100_000));
        first.answering(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream output = exchange.getResponseBody();
            while (true) {
                output.write(("data: " + much + "\n\n").getBytes(StandardCharsets.UTF_8));
            }
        });

        LambdaAnswer answer =
                lambda.invoke(stream().bytes(), Instant.now().plusMillis(2500)).paused();
        answer.requestHeaders();
        invoke(Event.named("models-with-query", key)).body();

        assertThat(SERVER.lastUsage()).containsEntry("client_closed", true).containsEntry("status", 200);
    }

    @Test
    void servesOneEventAfterTheOtherInOneSandbox() {
        first.answering(FakeUpstream.events(content("Hi"), finish()));

        LambdaAnswer one = invoke(stream());
        LambdaAnswer other = invoke(stream());

        assertThat(one.body()).endsWith("data: [DONE]\n\n");
        assertThat(other.body()).endsWith("data: [DONE]\n\n");
        assertThat(one.headers().get("x-request-id"))
                .isNotEqualTo(other.headers().get("x-request-id"));
        assertThat(first.received().getFirst().port())
                .isEqualTo(first.received().getLast().port());
    }

    @Test
    void refusesWhatIsNoEventOfAFunctionUrl() {
        LambdaAnswer answer = lambda.invoke("{}".getBytes(StandardCharsets.UTF_8), later());

        assertThat(answer.json().at("/error/code").asString()).isEqualTo("invalid_event");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.headers()).containsKey("x-request-id");
    }

    private LambdaAnswer invoke(Event event) {
        return lambda.invoke(event.bytes(), later());
    }

    private static Instant later() {
        return Instant.now().plus(Duration.ofMinutes(5));
    }

    private Event stream() {
        return Event.named("chat-stream", key)
                .withBody(
                        "{\"model\":\"qnp/auto\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}",
                        false);
    }

    private static Map<String, Object> usage(LambdaAnswer answer) {
        return SERVER.usage(answer.headers().get("x-request-id"));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new UncheckedIOException(new IOException(stopped));
        }
    }

    private static String content(String text) {
        return chunk("{\"content\":\"" + text + "\"}", "null");
    }

    private static String finish() {
        return chunk("{}", "\"stop\"");
    }

    private static String chunk(String delta, String finishReason) {
        return "{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,"
                + "\"delta\":" + delta + ",\"finish_reason\":" + finishReason + "}]}";
    }
}
