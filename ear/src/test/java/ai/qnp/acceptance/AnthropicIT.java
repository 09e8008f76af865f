package ai.qnp.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.acceptance.server.AcceptanceTest;
import ai.qnp.acceptance.server.Answer;
import ai.qnp.acceptance.server.Caller;
import ai.qnp.acceptance.server.EventStream;
import ai.qnp.acceptance.server.Gateway;
import ai.qnp.acceptance.upstream.Conversation;
import ai.qnp.acceptance.upstream.Received;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@AcceptanceTest
class AnthropicIT {
    private static final String MODEL = "claude-sonnet-4-5";
    private static final String TOOLS = """
            "tools":[{"type":"function","function":{"name":"get_weather","description":"Weather","parameters":\
            {"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}}}]""";

    private final Gateway gateway;
    private final Caller caller;

    AnthropicIT(Gateway gateway) {
        this.gateway = gateway;
        this.caller = gateway.manage()
                .caller("{\"name\":\"anthropic\",\"chain\":[{\"provider\":\"anthropic\",\"models\":[\"" + MODEL
                        + "\"]}]}");
    }

    private static String message(String content, String stopReason) {
        return """
                {"id":"msg_01","type":"message","role":"assistant","model":"claude-sonnet-4-5-20250929","content":[%s],\
                "stop_reason":"%s","stop_sequence":null,"usage":{"input_tokens":700,"output_tokens":500,\
                "cache_read_input_tokens":200,"cache_creation_input_tokens":100}}""".formatted(content, stopReason);
    }

    private static void event(Conversation conversation, String name, String data) throws Exception {
        conversation.text("event: " + name + "\ndata: " + data + "\n\n");
    }

    private static void start(Conversation conversation) throws Exception {
        conversation.openStream();
        event(conversation, "message_start", """
                {"type":"message_start","message":{"id":"msg_01","type":"message","role":"assistant",\
                "model":"claude-sonnet-4-5-20250929","content":[],"stop_reason":null,"usage":{"input_tokens":700,\
                "output_tokens":1,"cache_read_input_tokens":200,"cache_creation_input_tokens":100}}}""");
        event(conversation, "ping", "{\"type\":\"ping\"}");
    }

    private static void block(Conversation conversation, String block, String... deltas) throws Exception {
        event(
                conversation,
                "content_block_start",
                "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":" + block + "}");
        for (String delta : deltas) {
            event(
                    conversation,
                    "content_block_delta",
                    "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":" + delta + "}");
        }
        event(conversation, "content_block_stop", "{\"type\":\"content_block_stop\",\"index\":0}");
    }

    private static void finish(Conversation conversation, String reason) throws Exception {
        event(
                conversation,
                "message_delta",
                "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"" + reason
                        + "\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":500}}");
        event(conversation, "message_stop", "{\"type\":\"message_stop\"}");
        conversation.endStream();
    }

    private static String ask(String... more) {
        return "{\"model\":\"" + MODEL
                + "\",\"max_tokens\":64,\"messages\":[{\"role\":\"system\",\"content\":\"Be brief\"},"
                + "{\"role\":\"user\",\"content\":\"Hi\"}]" + String.join("", more) + "}";
    }

    @Test
    void answersWhole() throws Exception {
        // given
        gateway.upstream()
                .on(
                        "anthropic",
                        conversation -> conversation.json(
                                200, message("{\"type\":\"text\",\"text\":\"Good day\"}", "end_turn")));

        // when
        Answer answer = caller.chat(ask()).expect(200);

        // then
        assertThat(answer.text()).isEqualTo("Good day");
        assertThat(answer.json().path("choices").path(0).path("finish_reason").asString())
                .isEqualTo("stop");
        JsonNode usage = answer.json().path("usage");
        assertThat(usage.path("prompt_tokens").asLong()).isEqualTo(1000);
        assertThat(usage.path("completion_tokens").asLong()).isEqualTo(500);
        assertThat(usage.path("total_tokens").asLong()).isEqualTo(1500);
        assertThat(usage.path("prompt_tokens_details").path("cached_tokens").asLong())
                .isEqualTo(200);
        assertThat(answer.header("x-qnp-provider")).hasValue("anthropic");
        // 700 tokens at 3, 200 read from the cache at 0.30, 100 written to it at 3.75, 500 at 15 a million
        assertThat(answer.header("x-qnp-cost-usd")).hasValue("0.010035");
    }

    @Test
    void asksInTheVendorsWords() throws Exception {
        // given
        gateway.upstream()
                .on(
                        "anthropic",
                        conversation ->
                                conversation.json(200, message("{\"type\":\"text\",\"text\":\"ok\"}", "end_turn")));
        int before = gateway.upstream().received("anthropic").size();

        // when
        caller.chat(ask()).expect(200);

        // then
        Received received = gateway.upstream().received("anthropic").get(before);
        assertThat(received.path()).isEqualTo("/anthropic/v1/messages");
        assertThat(received.header("x-api-key")).hasValue(Gateway.ANTHROPIC_SECRET);
        assertThat(received.header("authorization")).isEmpty();
        assertThat(received.header("anthropic-version")).isPresent();
        assertThat(received.json().path("max_tokens").asLong()).isEqualTo(64);
        assertThat(received.json().path("system").toString()).contains("Be brief");
        assertThat(received.json().path("messages")).hasSize(1);
    }

    @Test
    void streams() throws Exception {
        // given
        gateway.upstream().on("anthropic", conversation -> {
            start(conversation);
            block(
                    conversation,
                    "{\"type\":\"text\",\"text\":\"\"}",
                    "{\"type\":\"text_delta\",\"text\":\"Good \"}",
                    "{\"type\":\"text_delta\",\"text\":\"day\"}");
            finish(conversation, "end_turn");
        });

        // when
        try (EventStream stream = caller.stream(ask(",\"stream\":true,\"stream_options\":{\"include_usage\":true}"))) {
            List<String> events = stream.rest();

            // then
            assertThat(EventStream.text(events)).isEqualTo("Good day");
            assertThat(events.getLast()).isEqualTo("[DONE]");
            List<JsonNode> chunks = events.subList(0, events.size() - 1).stream()
                    .map(EventStream::json)
                    .toList();
            assertThat(chunks)
                    .extracting(chunk -> chunk.path("id").asString())
                    .containsOnly(chunks.getFirst().path("id").asString());
            assertThat(chunks.getFirst()
                            .path("choices")
                            .path(0)
                            .path("delta")
                            .path("role")
                            .asString())
                    .isEqualTo("assistant");
            assertThat(finishReasons(chunks)).containsExactly("stop");
            JsonNode last = chunks.getLast();
            assertThat(last.path("choices")).isEmpty();
            assertThat(last.path("usage").path("prompt_tokens").asLong()).isEqualTo(1000);
            assertThat(last.path("usage").path("completion_tokens").asLong()).isEqualTo(500);
        }
    }

    private static List<String> finishReasons(List<JsonNode> chunks) {
        return chunks.stream()
                .map(chunk ->
                        chunk.path("choices").path(0).path("finish_reason").asString(""))
                .filter(reason -> !reason.isEmpty())
                .toList();
    }

    @Test
    void callsTools() throws Exception {
        // given
        gateway.upstream()
                .on(
                        "anthropic",
                        conversation -> conversation.json(
                                200,
                                message(
                                        "{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\"get_weather\","
                                                + "\"input\":{\"city\":\"Bern\"}}",
                                        "tool_use")));

        // when
        Answer answer = caller.chat(ask("," + TOOLS)).expect(200);

        // then
        JsonNode choice = answer.json().path("choices").path(0);
        assertThat(choice.path("finish_reason").asString()).isEqualTo("tool_calls");
        assertThat(choice.path("message").path("content").isNull()).isTrue();
        JsonNode call = choice.path("message").path("tool_calls").path(0);
        assertThat(call.path("id").asString()).isEqualTo("toolu_1");
        assertThat(call.path("type").asString()).isEqualTo("function");
        assertThat(call.path("function").path("name").asString()).isEqualTo("get_weather");
        assertThat(EventStream.json(call.path("function").path("arguments").asString()))
                .isEqualTo(EventStream.json("{\"city\":\"Bern\"}"));
    }

    @Test
    void streamsToolCalls() throws Exception {
        // given
        gateway.upstream().on("anthropic", conversation -> {
            start(conversation);
            block(
                    conversation,
                    "{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\"get_weather\",\"input\":{}}",
                    "{\"type\":\"input_json_delta\",\"partial_json\":\"\"}",
                    "{\"type\":\"input_json_delta\",\"partial_json\":\"{\\\"city\\\": \"}",
                    "{\"type\":\"input_json_delta\",\"partial_json\":\"\\\"Bern\\\"}\"}");
            finish(conversation, "tool_use");
        });

        // when
        try (EventStream stream = caller.stream(ask(",\"stream\":true," + TOOLS))) {
            List<JsonNode> chunks = stream.rest().stream()
                    .filter(data -> data.startsWith("{"))
                    .map(EventStream::json)
                    .toList();

            // then
            var arguments = new StringBuilder();
            for (JsonNode chunk : chunks) {
                JsonNode call = chunk.path("choices")
                        .path(0)
                        .path("delta")
                        .path("tool_calls")
                        .path(0);
                arguments.append(call.path("function").path("arguments").asString(""));
            }
            assertThat(EventStream.json(arguments.toString())).isEqualTo(EventStream.json("{\"city\":\"Bern\"}"));
            assertThat(chunks.toString()).contains("toolu_1", "get_weather");
            assertThat(finishReasons(chunks)).containsExactly("tool_calls");
        }
    }

    @Test
    void takesToolResultsBack() throws Exception {
        // given
        gateway.upstream()
                .on(
                        "anthropic",
                        conversation ->
                                conversation.json(200, message("{\"type\":\"text\",\"text\":\"Sunny\"}", "end_turn")));
        int before = gateway.upstream().received("anthropic").size();

        // when
        caller.chat("""
                        {"model":"claude-sonnet-4-5","messages":[{"role":"user","content":"Weather?"},\
                        {"role":"assistant","content":null,"tool_calls":[{"id":"toolu_1","type":"function",\
                        "function":{"name":"get_weather","arguments":"{\\"city\\":\\"Bern\\"}"}}]},\
                        {"role":"tool","tool_call_id":"toolu_1","content":"21 degrees"}],%s}""".formatted(TOOLS)).expect(200);

        // then
        JsonNode sent = gateway.upstream().received("anthropic").get(before).json();
        JsonNode use = sent.path("messages").path(1).path("content").path(0);
        assertThat(use.path("type").asString()).isEqualTo("tool_use");
        assertThat(use.path("input").path("city").asString()).isEqualTo("Bern");
        JsonNode result = sent.path("messages").path(2).path("content").path(0);
        assertThat(result.path("type").asString()).isEqualTo("tool_result");
        assertThat(result.path("tool_use_id").asString()).isEqualTo("toolu_1");
    }

    @Test
    void fallsBackFromAnErrorEventToAnotherVendor() throws Exception {
        // given
        String second = gateway.provider();
        gateway.upstream().on("anthropic", conversation -> {
            start(conversation);
            event(
                    conversation,
                    "error",
                    "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}");
            conversation.endStream();
        });
        Caller chained = gateway.manage()
                .caller("{\"name\":\"chained\",\"chain\":[{\"provider\":\"anthropic\",\"models\":[\"" + MODEL
                        + "\"]},{\"provider\":\"" + second + "\",\"models\":[\"m1\"]}]}");

        // when
        try (EventStream stream = chained.stream(Caller.askStream("qnp/auto"))) {
            List<String> events = stream.rest();

            // then
            assertThat(EventStream.text(events)).isEqualTo("Hello there");
            assertThat(stream.headers().firstValue("x-qnp-provider")).hasValue(second);
        }
    }
}
