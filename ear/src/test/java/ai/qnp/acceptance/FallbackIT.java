package ai.qnp.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import ai.qnp.acceptance.server.AcceptanceTest;
import ai.qnp.acceptance.server.Answer;
import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.EventStream;
import ai.qnp.acceptance.server.Gateway;
import ai.qnp.acceptance.upstream.Answers;
import ai.qnp.acceptance.upstream.Conversation;
import ai.qnp.acceptance.upstream.Script;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

@AcceptanceTest
class FallbackIT {
    private static final String OVERLOADED = Answers.error("try later", "server_error", "overloaded");

    private final Gateway gateway;

    FallbackIT(Gateway gateway) {
        this.gateway = gateway;
    }

    static Stream<Arguments> failuresBeforeAnyOutput() {
        return Stream.of(
                failure("the connection is reset", Conversation::reset),
                failure("no answer within the client's limit", Conversation::hang),
                failure("429", Answers.fails(429, OVERLOADED, "Retry-After", "1")),
                failure("408", Answers.fails(408, OVERLOADED)),
                failure("500", Answers.fails(500, OVERLOADED)),
                failure("502 in HTML", c -> c.whole(502, "text/html", "<html>Bad Gateway</html>".getBytes(UTF_8))),
                failure("503", Answers.fails(503, OVERLOADED)),
                failure("529", Answers.fails(529, OVERLOADED)),
                failure(
                        "401",
                        Answers.fails(401, Answers.error("bad key", "invalid_request_error", "invalid_api_key"))),
                failure("404", Answers.fails(404, Answers.error("gone", "invalid_request_error", "model_not_found"))),
                failure("an empty 200", c -> c.whole(200, "application/json", new byte[0])),
                failure("a 200 that is no JSON", c -> c.whole(200, "application/json", "oops".getBytes(UTF_8))),
                failure("a 200 that is an error", Answers.fails(200, OVERLOADED)));
    }

    static Stream<Arguments> failuresOfStreamsBeforeAnyOutput() {
        return Stream.concat(
                failuresBeforeAnyOutput(),
                Stream.of(
                        failure("the first event is an error", FallbackIT::errorFirst),
                        failure("an error after the opening chunk", FallbackIT::errorAfterRole),
                        failure("an empty stream", Conversation::openStream),
                        failure("a stream of only [DONE]", FallbackIT::onlyDone),
                        failure("a cut after the opening chunk", FallbackIT::cutAfterRole)));
    }

    private static Arguments failure(String name, Script script) {
        return argumentSet(name, script);
    }

    private static void errorFirst(Conversation conversation) throws Exception {
        conversation.openStream();
        conversation.events(OVERLOADED);
        conversation.endStream();
    }

    private static void errorAfterRole(Conversation conversation) throws Exception {
        conversation.openStream();
        conversation.text(": ping\n\n");
        conversation.events(Answers.role(), OVERLOADED);
        conversation.endStream();
    }

    private static void onlyDone(Conversation conversation) throws Exception {
        conversation.openStream();
        conversation.events(Answers.DONE);
        conversation.endStream();
    }

    private static void cutAfterRole(Conversation conversation) throws Exception {
        conversation.openStream();
        conversation.events(Answers.role());
        conversation.reset();
    }

    @ParameterizedTest
    @MethodSource("failuresBeforeAnyOutput")
    void fallsBackToTheSecondStep(Script failing) {
        // given
        String first = gateway.provider();
        String second = gateway.provider();
        gateway.upstream().on(first, failing);
        gateway.upstream().on(second, Answers.says("from the second"));
        Caller caller = gateway.callerOver(first, second);

        // when
        Answer answer =
                caller.chat(Caller.ask("qnp/auto"), "x-qnp-timeout-ms", "700").expect(200);

        // then
        assertThat(answer.text()).isEqualTo("from the second");
        assertThat(answer.header("x-qnp-provider")).hasValue(second);
        assertThat(answer.header("x-qnp-attempts")).hasValue("2");
        assertThat(gateway.upstream().received(first)).hasSize(1);
        JsonNode record =
                gateway.manage().usageOf(caller, answer.header("x-request-id").orElseThrow());
        assertThat(record.path("attempts").asInt()).isEqualTo(2);
        assertThat(record.path("provider").asString()).isEqualTo(second);
    }

    @ParameterizedTest
    @MethodSource("failuresOfStreamsBeforeAnyOutput")
    void fallsBackToTheSecondStepOfAStream(Script failing) throws Exception {
        // given
        String first = gateway.provider();
        String second = gateway.provider();
        gateway.upstream().on(first, failing);
        gateway.upstream().on(second, Answers.says("from ", "the second"));
        Caller caller = gateway.callerOver(first, second);

        // when
        try (EventStream stream = caller.stream(Caller.askStream("qnp/auto"), "x-qnp-timeout-ms", "700")) {
            List<String> events = stream.rest();

            // then
            assertThat(stream.status()).isEqualTo(200);
            assertThat(EventStream.text(events)).isEqualTo("from the second");
            assertThat(events).endsWith(Answers.DONE);
            assertThat(events).noneMatch(data -> data.contains("\"error\""));
            assertThat(stream.headers().firstValue("x-qnp-attempts")).hasValue("2");
            assertThat(gateway.upstream().received(first)).hasSize(1);
        }
    }

    @Test
    void fallsBackWhenNobodyListens() {
        // given
        String second = gateway.provider();
        Caller caller = gateway.callerOver("dead", second);

        // when
        Answer answer = caller.chat(Caller.ask("qnp/auto")).expect(200);

        // then
        assertThat(answer.header("x-qnp-provider")).hasValue(second);
        assertThat(answer.header("x-qnp-attempts")).hasValue("2");
    }

    @Test
    void givesARequestThatIsTheClientsFaultToNobodyElse() {
        // given
        String first = gateway.provider();
        String second = gateway.provider();
        gateway.upstream().on(first, Answers.fails(400, """
                                {"error":{"message":"temperature must be below 2","type":"invalid_request_error",\
                                "param":"temperature","code":"too_hot"}}"""));

        // when
        Answer answer =
                gateway.callerOver(first, second).chat(Caller.ask("qnp/auto")).expect(400);

        // then
        assertThat(answer.code()).isEqualTo("too_hot");
        assertThat(answer.error().path("type").asString()).isEqualTo("invalid_request_error");
        assertThat(answer.error().path("param").asString()).isEqualTo("temperature");
        assertThat(answer.error().path("message").asString()).contains("temperature must be below 2");
        assertThat(gateway.upstream().received(second)).isEmpty();
    }

    @Test
    void isRateLimitedWhenEveryProviderIsAndTellsTheShortestWait() {
        // given
        String first = gateway.provider();
        String second = gateway.provider();
        gateway.upstream().on(first, Answers.fails(429, OVERLOADED, "Retry-After", "17"));
        gateway.upstream().on(second, Answers.fails(429, OVERLOADED, "Retry-After", "9"));

        // when
        Answer answer =
                gateway.callerOver(first, second).chat(Caller.ask("qnp/auto")).expect(429);

        // then
        assertThat(answer.error().path("type").asString()).isEqualTo("rate_limit_error");
        assertThat(answer.code()).isEqualTo("upstream_rate_limited");
        assertThat(answer.header("retry-after")).hasValue("9");
    }

    @Test
    void isUnavailableWhenEveryProviderIs() {
        // given
        String second = gateway.provider();
        gateway.upstream().on(second, Answers.fails(503, OVERLOADED));

        // when
        Answer answer =
                gateway.callerOver("dead", second).chat(Caller.ask("qnp/auto")).expect(503);

        // then
        assertThat(answer.error().path("type").asString()).isEqualTo("service_unavailable");
        assertThat(answer.code()).isEqualTo("providers_unavailable");
        assertThat(Integer.parseInt(answer.header("retry-after").orElse("0"))).isPositive();
    }

    @Test
    void namesEachAttemptAndWhyWhenAllFailedForDifferentReasons() {
        // given
        String first = gateway.provider();
        String second = gateway.provider();
        gateway.upstream().on(first, Answers.fails(500, Answers.error("first is broken", "server_error", "x")));
        gateway.upstream().on(second, Answers.fails(429, OVERLOADED, "Retry-After", "5"));
        Caller caller = gateway.callerOver(first, second);

        // when
        Answer answer = caller.chat(Caller.ask("qnp/auto")).expect(502);

        // then
        assertThat(answer.error().path("type").asString()).isEqualTo("upstream_error");
        assertThat(answer.code()).isEqualTo("all_providers_failed");
        assertThat(answer.error().path("message").asString()).contains(first, second, "first is broken");
        assertThat(answer.body()).doesNotContain(Gateway.secretOf(first), Gateway.secretOf(second), caller.key());
    }

    static Stream<Arguments> failuresOfAnOnlyProvider() {
        String badKey = Answers.error("Incorrect API key provided: sk-xyz", "invalid_request_error", "invalid_api_key");
        String unknownModel = Answers.error("The model m1 does not exist", "invalid_request_error", "model_not_found");
        String tooLong = Answers.error(
                "This model's maximum context length is 8 tokens", "invalid_request_error", "context_length_exceeded");
        String refused = Answers.error("no such tool", "invalid_request_error", "bad_tool");
        return Stream.of(
                argumentSet("401", Answers.fails(401, badKey), 502, "all_providers_failed"),
                argumentSet("403", Answers.fails(403, badKey), 502, "all_providers_failed"),
                argumentSet("404", Answers.fails(404, unknownModel), 404, "model_not_found"),
                argumentSet("too long", Answers.fails(400, tooLong), 400, "context_length_exceeded"),
                argumentSet("422", Answers.fails(422, refused), 422, "bad_tool"),
                argumentSet("500", Answers.fails(500, OVERLOADED), 502, "all_providers_failed"),
                argumentSet("503", Answers.fails(503, OVERLOADED), 503, "providers_unavailable"),
                argumentSet("429", Answers.fails(429, OVERLOADED), 429, "upstream_rate_limited"),
                argumentSet("an empty 200", Answers.fails(200, ""), 502, "all_providers_failed"),
                argumentSet("error first", (Script) FallbackIT::errorFirst, 502, "all_providers_failed"));
    }

    @ParameterizedTest
    @MethodSource("failuresOfAnOnlyProvider")
    void translatesTheFailureOfAnOnlyProvider(Script failing, int status, String code) {
        // given
        String provider = gateway.provider();
        gateway.upstream().on(provider, failing);

        // when
        Answer answer =
                gateway.callerOver(provider).chat(Caller.askStream("m1")).expect(status);

        // then
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.header("content-type").orElse("")).startsWith("application/json");
        assertThat(answer.header("retry-after").isPresent()).isEqualTo(status == 429 || status == 503);
    }
}
