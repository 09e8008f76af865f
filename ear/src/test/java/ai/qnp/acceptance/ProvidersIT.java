package ai.qnp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.AcceptanceTest;
import ai.qnp.acceptance.server.Answer;
import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.EventStream;
import ai.qnp.acceptance.server.Gateway;
import ai.qnp.acceptance.upstream.Answers;
import ai.qnp.acceptance.upstream.Received;
import ai.qnp.acceptance.upstream.Script;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Every vendor through the front door, in its own words. What a translator does in detail is tested beside it. */
@AcceptanceTest
class ProvidersIT {
    private static final String GEMINI = """
            {"candidates":[{"content":{"role":"model","parts":[{"text":"%s"}]}%s,"index":0}],"usageMetadata":\
            {"promptTokenCount":1000,"candidatesTokenCount":500,"totalTokenCount":1500},"modelVersion":"gemini"}""";
    private static final String COHERE_USAGE = """
            "usage":{"billed_units":{"input_tokens":1000,"output_tokens":500},\
            "tokens":{"input_tokens":1000,"output_tokens":500}}""";

    private final Gateway gateway;

    ProvidersIT(Gateway gateway) {
        this.gateway = gateway;
    }

    /**
     * A vendor at the wire.
     *
     * @param path where it is asked for a whole answer, below its base URL
     * @param streamPath where it is asked for a stream
     * @param keyHeader the header that carries the key
     */
    record Vendor(String id, String path, String streamPath, String keyHeader, String keyPrefix, Script script) {
        @Override
        public String toString() {
            return id;
        }
    }

    static Stream<Vendor> vendors() {
        Stream<Vendor> compatible = Stream.of("openai", "deepseek", "groq", "mistral", "together", "perplexity")
                .map(id -> new Vendor(
                        id,
                        "/chat/completions",
                        "/chat/completions",
                        "authorization",
                        "Bearer ",
                        Answers.says("Good ", "day")));
        return Stream.concat(
                compatible,
                Stream.of(
                        new Vendor(
                                "google",
                                "/models/[^/]+:generateContent",
                                "/models/[^/]+:streamGenerateContent\\?alt=sse",
                                "x-goog-api-key",
                                "",
                                google()),
                        new Vendor("cohere", "/chat", "/chat", "authorization", "Bearer ", cohere()),
                        new Vendor("anthropic", "/messages", "/messages", "x-api-key", "", anthropic())));
    }

    private static Script google() {
        return conversation -> {
            if (conversation.request().path().contains(":generateContent")) {
                conversation.json(200, GEMINI.formatted("Good day", ",\"finishReason\":\"STOP\""));
                return;
            }
            conversation.openStream();
            conversation.text("data: " + GEMINI.formatted("Good ", "") + "\r\n\r\n");
            conversation.text("data: " + GEMINI.formatted("day", ",\"finishReason\":\"STOP\"") + "\r\n\r\n");
            conversation.endStream();
        };
    }

    private static Script cohere() {
        return conversation -> {
            if (!conversation.request().json().path("stream").asBoolean(false)) {
                conversation.json(200, """
                        {"id":"c1","finish_reason":"COMPLETE","message":{"role":"assistant","content":\
                        [{"type":"text","text":"Good day"}]},%s}""".formatted(COHERE_USAGE));
                return;
            }
            conversation.openStream();
            conversation.events(
                    "{\"id\":\"c1\",\"type\":\"message-start\",\"delta\":{\"message\":{\"role\":\"assistant\"}}}",
                    "{\"type\":\"content-start\",\"index\":0,\"delta\":{\"message\":{\"content\":{\"type\":\"text\",\"text\":\"\"}}}}",
                    "{\"type\":\"content-delta\",\"index\":0,\"delta\":{\"message\":{\"content\":{\"text\":\"Good \"}}}}",
                    "{\"type\":\"content-delta\",\"index\":0,\"delta\":{\"message\":{\"content\":{\"text\":\"day\"}}}}",
                    "{\"type\":\"content-end\",\"index\":0}",
                    "{\"type\":\"message-end\",\"delta\":{\"finish_reason\":\"COMPLETE\"," + COHERE_USAGE + "}}",
                    "[DONE]");
            conversation.endStream();
        };
    }

    private static Script anthropic() {
        return conversation -> {
            if (!conversation.request().json().path("stream").asBoolean(false)) {
                conversation.json(200, """
                        {"id":"msg_01","type":"message","role":"assistant","model":"claude","content":\
                        [{"type":"text","text":"Good day"}],"stop_reason":"end_turn","usage":{"input_tokens":1000,\
                        "output_tokens":500}}""");
                return;
            }
            conversation.openStream();
            conversation.events(
                    "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_01\",\"model\":\"claude\",\"usage\":{\"input_tokens\":1000,\"output_tokens\":1}}}",
                    "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}",
                    "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"Good day\"}}",
                    "{\"type\":\"content_block_stop\",\"index\":0}",
                    "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":500}}",
                    "{\"type\":\"message_stop\"}");
            conversation.endStream();
        };
    }

    @ParameterizedTest
    @MethodSource("vendors")
    void answersWholeAndStreamed(Vendor vendor) throws Exception {
        // given
        gateway.upstream().on(vendor.id(), vendor.script());
        Caller caller = gateway.manage()
                .caller("{\"name\":\"" + vendor.id() + "\",\"chain\":[{\"provider\":\"" + vendor.id() + "\"}]}");

        // when
        Answer whole = caller.chat(Caller.ask("qnp/auto")).expect(200);

        // then
        assertThat(whole.text()).isEqualTo("Good day");
        assertThat(whole.json().at("/usage/total_tokens").asInt()).isEqualTo(1500);
        assertThat(whole.header("x-qnp-provider")).hasValue(vendor.id());
        assertThat(whole.header("x-qnp-cost-usd")).isPresent();
        Received asked = gateway.upstream().received(vendor.id()).getLast();
        assertThat(asked.path()).matches("/" + vendor.id() + "/v1" + vendor.path());
        assertThat(asked.header(vendor.keyHeader()).orElse(""))
                .startsWith(vendor.keyPrefix())
                .isNotBlank();

        // when
        try (EventStream stream = caller.stream(Caller.askStream("qnp/auto"))) {
            List<String> events = stream.rest();

            // then
            assertThat(EventStream.text(events)).isEqualTo("Good day");
            assertThat(events.getLast()).isEqualTo(Answers.DONE);
        }
        assertThat(gateway.upstream().received(vendor.id()).getLast().path())
                .matches("/" + vendor.id() + "/v1" + vendor.streamPath());
        JsonNode record =
                gateway.manage().usageOf(caller, whole.header("x-request-id").orElseThrow());
        assertThat(record.path("prompt_tokens").asInt()).isEqualTo(1000);
        assertThat(record.path("completion_tokens").asInt()).isEqualTo(500);
        assertThat(record.path("finish_reason").asString()).isEqualTo("stop");
    }

    @Test
    void goesToTheNextVendorWhenOneLacksWhatIsAskedFor() throws Exception {
        // given
        gateway.upstream().on("openai", Answers.says("two ", "choices"));
        Caller caller = gateway.manage()
                .caller("{\"name\":\"n\",\"chain\":[{\"provider\":\"cohere\"},{\"provider\":\"openai\"}]}");

        // when
        Answer answer = caller.chat(Caller.ask("qnp/auto").replace("\"model\"", "\"n\":2,\"model\""));

        // then
        assertThat(answer.expect(200).header("x-qnp-provider")).hasValue("openai");
    }

    @Test
    void refusesInPlainWordsWhatNoneOfTheChainHas() {
        // given
        Caller caller = gateway.manage().caller("{\"name\":\"n\",\"chain\":[{\"provider\":\"cohere\"}]}");

        // when
        Answer answer = caller.chat(Caller.ask("qnp/auto").replace("\"model\"", "\"n\":2,\"model\""))
                .expect(400);

        // then
        assertThat(answer.code()).isEqualTo("unsupported_parameter");
        assertThat(answer.error().path("param").asString()).isEqualTo("n");
        assertThat(answer.error().path("message").asString()).contains("Cohere");
    }

    @Test
    void namesWhatItLeftOut() {
        // given
        gateway.upstream().on("anthropic", anthropic());
        Caller caller = gateway.manage().caller("{\"name\":\"seed\",\"chain\":[{\"provider\":\"anthropic\"}]}");

        // when
        Answer answer = caller.chat(
                        Caller.ask("qnp/auto").replace("\"model\"", "\"seed\":7,\"safe_prompt\":true,\"model\""))
                .expect(200);

        // then
        assertThat(answer.header("x-qnp-dropped").orElse("").split(", ")).contains("seed", "safe_prompt");
    }

    @Test
    void fetchesAnImageForAVendorThatTakesOnlyBytes() throws Exception {
        // given
        gateway.upstream().on("google", google());
        String cat = gateway.upstream()
                .file("/pictures/cat.png", conversation -> conversation.whole(200, "image/png", new byte[] {1, 2, 3}));
        Caller caller = gateway.manage().caller("{\"name\":\"image\",\"chain\":[{\"provider\":\"google\"}]}");

        // when
        caller.chat(withImage(cat)).expect(200);

        // then
        assertThat(gateway.upstream().received("google").getLast().text())
                .contains("\"data\":\"AQID\"")
                .contains("image/png");
    }

    @Test
    void fetchesNothingFromInsideTheNetwork() {
        // given
        Caller caller = gateway.manage().caller("{\"name\":\"image\",\"chain\":[{\"provider\":\"google\"}]}");

        // when
        Answer answer = caller.chat(withImage("http://169.254.169.254/latest/meta-data"))
                .expect(400);

        // then
        assertThat(answer.code()).isEqualTo("unsupported_parameter");
        assertThat(answer.error().path("message").asString()).contains("not on the public Internet");
    }

    private static String withImage(String address) {
        return "{\"model\":\"qnp/auto\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\","
                + "\"image_url\":{\"url\":\"" + address + "\"}}]}]}";
    }

    @Test
    void masksTheCredentialThatAVendorQuotes() {
        // given
        String provider = gateway.provider();
        gateway.upstream()
                .on(
                        provider,
                        Answers.fails(
                                401,
                                Answers.error(
                                        "Incorrect API key provided: " + Gateway.secretOf(provider),
                                        "invalid_request_error",
                                        "invalid_api_key")));

        // when
        Answer answer = gateway.callerOver(provider).chat(Caller.ask("m1")).expect(502);

        // then
        assertThat(answer.body()).contains("Incorrect API key provided: ****").doesNotContain("c41d");
        String receipt = gateway.manage()
                .call("GET", "/requests/" + answer.header("x-request-id").orElseThrow(), null)
                .expect(200)
                .body();
        assertThat(receipt).contains("Incorrect API key").doesNotContain("c41d");
    }
}
