package ai.qnp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.AcceptanceTest;
import ai.qnp.acceptance.server.Answer;
import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.EventStream;
import ai.qnp.acceptance.server.Gateway;
import ai.qnp.acceptance.upstream.Answers;
import ai.qnp.acceptance.upstream.Received;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@AcceptanceTest
class ChatIT {
    private final Gateway gateway;

    ChatIT(Gateway gateway) {
        this.gateway = gateway;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1", "/api/v1", "/api/api/v1"})
    void answersWholeUnderEveryPrefix(String prefix) {
        // given
        String provider = gateway.provider();
        gateway.upstream().on(provider, Answers.says("Good ", "day"));
        Caller caller = gateway.callerOver(provider);

        // when
        Answer answer = gateway.http()
                .send("POST", prefix + "/chat/completions", Caller.ask("m1"), "Authorization", "Bearer " + caller.key())
                .expect(200);

        // then
        assertThat(answer.text()).isEqualTo("Good day");
        assertThat(answer.json().path("object").asString()).isEqualTo("chat.completion");
        assertThat(answer.header("content-type").orElse("")).startsWith("application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1", "/api/v1", "/api/api/v1"})
    void streamsUnderEveryPrefix(String prefix) throws Exception {
        // given
        String provider = gateway.provider();
        gateway.upstream().on(provider, Answers.says("Good ", "day"));
        Caller caller = gateway.callerOver(provider);

        // when
        try (EventStream stream = gateway.http().stream(
                prefix + "/chat/completions", Caller.askStream("m1"), "Authorization", "Bearer " + caller.key())) {
            List<String> events = stream.rest();

            // then
            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.headers().firstValue("content-type").orElse("")).startsWith("text/event-stream");
            assertThat(stream.headers().firstValue("cache-control").orElse("")).contains("no-cache");
            assertThat(stream.headers().firstValue("x-accel-buffering")).hasValue("no");
            assertThat(EventStream.text(events)).isEqualTo("Good day");
            assertThat(events.getLast()).isEqualTo(Answers.DONE);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Authorization, Bearer",
        "authorization, bearer",
        "AUTHORIZATION, BEARER",
        "Authorization, bEaReR",
        "X-API-Key, ''",
        "x-api-key, ''"
    })
    void takesTheKeyFromEitherHeaderWhateverTheCase(String header, String scheme) {
        // given
        Caller caller = gateway.callerOver(Gateway.POLITE);

        // when
        Answer answer = gateway.http()
                .send("POST", "/v1/chat/completions", Caller.ask("m1"), header, (scheme + " " + caller.key()).strip());

        // then
        answer.expect(200);
    }

    @Test
    void passesUnknownFieldsBothWays() throws Exception {
        // given
        String provider = gateway.provider();
        gateway.upstream()
                .on(
                        provider,
                        conversation -> conversation.json(
                                200,
                                Answers.completion("ok")
                                        .replaceFirst("\\{", "{\"x_vendor\":{\"depth\":[1,2.50]},")
                                        .replace("\"logprobs\":null", "\"logprobs\":null,\"x_choice\":\"kept\"")));

        // when
        Answer answer = gateway.callerOver(provider).chat("""
                        {"x_new_option":{"a":[true,null,1.50]},"model":"m1","temperature":0.10,\
                        "messages":[{"role":"user","content":"Hi","x_in_message":7}]}""").expect(200);

        // then
        Received received = gateway.upstream().await(provider);
        assertThat(received.text()).contains("\"x_new_option\":{\"a\":[true,null,1.50]}", "\"temperature\":0.10");
        assertThat(received.json().path("messages").path(0).path("x_in_message").asInt())
                .isEqualTo(7);
        assertThat(received.json().path("model").asString()).isEqualTo("m1");
        assertThat(answer.body()).contains("\"x_vendor\":{\"depth\":[1,2.50]}", "\"x_choice\":\"kept\"");
    }

    @Test
    void passesUnknownFieldsOfChunks() throws Exception {
        // given
        String provider = gateway.provider();
        gateway.upstream().on(provider, conversation -> {
            conversation.openStream();
            conversation.events(
                    Answers.content("hey").replaceFirst("\\{", "{\"x_chunk\":[1.50],"),
                    Answers.finish("stop"),
                    Answers.DONE);
            conversation.endStream();
        });

        // when
        try (EventStream stream = gateway.callerOver(provider).stream(Caller.askStream("m1"))) {

            // then
            assertThat(stream.rest()).anyMatch(data -> data.contains("\"x_chunk\":[1.50]"));
        }
    }

    @ParameterizedTest
    @CsvSource({"true, true", "false, false", "'', false"})
    void sendsTheUsageChunkOnlyWhenAskedButAlwaysAsksForIt(String includeUsage, boolean expected) throws Exception {
        // given
        String provider = gateway.provider();
        gateway.upstream().on(provider, Answers.says("Hi"));
        String options = includeUsage.isEmpty() ? "" : ",\"stream_options\":{\"include_usage\":" + includeUsage + "}";
        String body = Caller.askStream("m1").replaceFirst("\"stream\":true", "\"stream\":true" + options);
        Caller caller = gateway.callerOver(provider);

        // when
        try (EventStream stream = caller.stream(body)) {
            List<String> events = stream.rest();

            // then
            List<JsonNode> usages = events.stream()
                    .filter(data -> data.startsWith("{"))
                    .map(EventStream::json)
                    .filter(chunk -> chunk.hasNonNull("usage"))
                    .toList();
            assertThat(usages).hasSize(expected ? 1 : 0);
            assertThat(events.stream().filter(data -> data.contains("\"choices\":[]")))
                    .hasSize(expected ? 1 : 0);
            Received received = gateway.upstream().await(provider);
            assertThat(received.json()
                            .path("stream_options")
                            .path("include_usage")
                            .asBoolean(false))
                    .isTrue();
            String id = stream.headers().firstValue("x-request-id").orElseThrow();
            JsonNode record = gateway.manage().usageOf(caller, id);
            assertThat(record.path("prompt_tokens").asLong()).isEqualTo(1000);
            assertThat(record.path("completion_tokens").asLong()).isEqualTo(500);
        }
    }

    @Test
    void saysInHeadersWhoAnsweredAndWhatItCost() {
        // given
        gateway.upstream().on("openai", Answers.says("priced"));
        Caller caller = gateway.manage()
                .caller("{\"name\":\"priced\",\"chain\":[{\"provider\":\"openai\",\"models\":[\"gpt-4o\"]}]}");

        // when
        Answer answer = caller.chat(Caller.ask("qnp/auto")).expect(200);

        // then
        assertThat(answer.header("x-request-id").orElse("")).isNotBlank();
        assertThat(answer.header("x-qnp-provider")).hasValue("openai");
        // the catalogue's alias, as it was sent
        assertThat(answer.header("x-qnp-model")).hasValue("gpt-4o-2024-08-06");
        assertThat(answer.header("x-qnp-attempts")).hasValue("1");
        // 800 fresh prompt tokens at 2.50, 200 cached at 1.25, 500 completion tokens at 10 a million
        assertThat(answer.header("x-qnp-cost-usd")).hasValue("0.00725");
    }

    @Test
    void givesEveryAnswerARequestIdOfItsOwn() {
        // given
        Caller caller = gateway.callerOver(Gateway.POLITE);

        // when
        Answer first = caller.chat(Caller.ask("m1"));
        Answer second = caller.chat(Caller.ask("m1"));
        Answer refused = caller.chat("{");

        // then
        assertThat(List.of(
                        first.header("x-request-id").orElse(""),
                        second.header("x-request-id").orElse(""),
                        refused.header("x-request-id").orElse("")))
                .doesNotContain("")
                .doesNotHaveDuplicates();
    }

    @Test
    void sendsTheProvidersCredentialAndNothingOfTheClients() throws Exception {
        // given
        String provider = gateway.provider();
        Caller caller = gateway.callerOver(provider);

        // when
        caller.chat(
                        Caller.ask("m1"),
                        "Cookie",
                        "session=private",
                        "X-Private",
                        "private",
                        "OpenAI-Organization",
                        "private",
                        "User-Agent",
                        "private-agent/1")
                .expect(200);

        // then
        Received received = gateway.upstream().await(provider);
        assertThat(received.header("authorization")).hasValue("Bearer " + Gateway.secretOf(provider));
        assertThat(received.headers().toString()).doesNotContain("private").doesNotContain(caller.key());
    }

    @Test
    void routesByProviderAndSlugWithoutAChain() {
        // given
        String provider = gateway.provider();
        Caller caller = gateway.manage().caller("{\"name\":\"platform mode\"}");

        // when
        Answer answer = caller.chat(Caller.ask(provider + "/m1")).expect(200);

        // then
        assertThat(answer.header("x-qnp-provider")).hasValue(provider);
        assertThat(answer.header("x-qnp-model")).hasValue("m1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"qnp", "qnp/auto"})
    void takesTheFirstModelOfTheFirstStepForTheAutomaticName(String model) throws Exception {
        // given
        String provider = gateway.provider();
        Caller caller = gateway.manage()
                .caller("{\"name\":\"auto\",\"chain\":[{\"provider\":\"" + provider
                        + "\",\"models\":[\"m2\",\"m1\"]}]}");

        // when
        caller.chat(Caller.ask(model)).expect(200);

        // then
        assertThat(gateway.upstream().await(provider).json().path("model").asString())
                .isEqualTo("m2");
    }

    @Test
    void refusesAModelThatTheChainLacksAndNamesThoseThatWork() {
        // given
        Caller caller = gateway.callerOver(Gateway.POLITE);

        // when
        Answer answer = caller.chat(Caller.ask("no-such-model")).expect(404);

        // then
        assertThat(answer.code()).isEqualTo("model_not_found");
        assertThat(answer.error().path("type").asString()).isEqualTo("not_found_error");
        assertThat(answer.error().path("message").asString()).contains("m1");
    }

    @Test
    void letsEventsLeaveWhenTheyArrive() throws Exception {
        // given
        String provider = gateway.provider();
        var goOn = new CountDownLatch(1);
        gateway.upstream().on(provider, Answers.pausing("first", goOn, "second"));

        // when
        try (EventStream stream = gateway.callerOver(provider).stream(Caller.askStream("m1"))) {
            String before = stream.nextText();
            goOn.countDown();
            String after = stream.nextText();

            // then
            assertThat(List.of(before, after)).containsExactly("first", "second");
            assertThat(stream.rest()).endsWith(Answers.DONE);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void readsEventsThatAreSplitAnywhere(int size) throws Exception {
        // given
        String provider = gateway.provider();
        String wire = ": a comment\r\n\r\ndata:" + Answers.role() + "\r\n\r\ndata: " + Answers.content("héllo ")
                + "\r\n\r\nevent: message\ndata: " + Answers.content("wörld 🙂") + "\n\n: keep-alive\n\ndata: "
                + Answers.finish("stop") + "\n\ndata: [DONE]\n\n";
        byte[] bytes = wire.getBytes(StandardCharsets.UTF_8);
        gateway.upstream().on(provider, conversation -> {
            conversation.openStream();
            for (int at = 0; at < bytes.length; at += size) {
                conversation.bytes(java.util.Arrays.copyOfRange(bytes, at, Math.min(at + size, bytes.length)));
            }
            conversation.endStream();
        });

        // when
        try (EventStream stream = gateway.callerOver(provider).stream(Caller.askStream("m1"))) {
            List<String> events = stream.rest();

            // then
            assertThat(EventStream.text(events)).isEqualTo("héllo wörld 🙂");
            assertThat(events).endsWith(Answers.DONE);
        }
    }

    @Test
    void asksOverANewConnectionWhenTheProviderClosedTheKeptOne() throws Exception {
        // given a connection that is closed, and a request elsewhere that takes a while
        String provider = gateway.provider();
        String slow = gateway.provider();
        gateway.upstream().on(slow, conversation -> {
            conversation.hungUpWithin(Duration.ofMillis(400));
            conversation.json(200, Answers.completion("at last"));
        });
        Caller caller = gateway.callerOver(provider);
        caller.chat(Caller.ask("m1")).expect(200);
        gateway.upstream().closeConnections();
        gateway.callerOver(slow).chat(Caller.ask("m1")).expect(200);

        // when
        Answer answer = caller.chat(Caller.ask("m1")).expect(200);

        // then
        assertThat(answer.header("x-qnp-attempts")).hasValue("1");
        assertThat(gateway.upstream().received(provider)).hasSize(2);
    }

    @Test
    void doesNotSendARequestTwiceOverAConnectionThatWentStale() throws Exception {
        // given a connection that the provider closed after a good answer
        String provider = gateway.provider();
        Caller caller = gateway.callerOver(provider);
        gateway.upstream().on(provider, conversation -> {
            conversation.json(200, Answers.completion("then closed"));
            conversation.closeAfterwards();
        });
        caller.chat(Caller.ask("m1")).expect(200);
        caller.chat(Caller.ask("m1"));
        assertThat(gateway.upstream().received(provider)).hasSizeLessThanOrEqualTo(2);
        int before = gateway.upstream().received(provider).size();

        // when the provider reads the next request on a kept connection and dies without a word
        gateway.upstream().on(provider, conversation -> conversation.reset());
        Answer answer = caller.chat(Caller.ask("m1"));

        // then
        assertThat(answer.status()).isIn(502, 503);
        assertThat(gateway.upstream().received(provider)).hasSize(before + 1);
    }
}
