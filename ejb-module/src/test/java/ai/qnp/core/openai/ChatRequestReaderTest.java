package ai.qnp.core.openai;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.openai.ChatRequest.Feature;
import ai.qnp.core.openai.ChatRequest.Span;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ChatRequestReaderTest {
    private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]";

    @Test
    void readsASmallRequest() {
        ChatRequest request = accepted("{\"model\":\"m\"," + MESSAGES + "}");

        assertThat(request.model()).isEqualTo("m");
        assertThat(request.stream()).isFalse();
        assertThat(request.includeUsage()).isFalse();
        assertThat(request.maxOutputTokens()).isNull();
        assertThat(request.choices()).isEqualTo(1);
        assertThat(request.features()).isEmpty();
        assertThat(request.promptCharacters()).isEqualTo(2);
    }

    @Test
    void readsEverythingThatRoutingLimitsAndMoneyNeed() {
        ChatRequest request = accepted("""
                { "messages": [
                    {"role": "system", "content": "Be brief."},
                    {"role": "user", "content": [
                      {"type": "text", "text": "What is this?"},
                      {"image_url": {"url": "data:image/png;base64,AAAA"}, "type": "image_url"},
                      {"type": "input_audio", "input_audio": {"data": "AAAA", "format": "wav"}},
                      {"type": "file", "file": {"file_data": "AAAA"}}]},
                    {"role": "assistant", "content": null, "tool_calls": [
                      {"id": "", "type": "", "function": {"name": "f", "arguments": "{}"}}]}],
                  "stream_options": {"include_usage": true, "include_obfuscation": false},
                  "max_tokens": 7, "max_completion_tokens": 9, "n": 3, "stream": true, "logprobs": true,
                  "response_format": {"type": "json_schema", "json_schema": {"type": "x"}},
                  "tools": [{}],
                  "model": "openai/gpt-4o", "vendor_extra": {"deep": [1, 2, {"model": "no"}]} }
                """);

        assertThat(request.model()).isEqualTo("openai/gpt-4o");
        assertThat(request.stream()).isTrue();
        assertThat(request.includeUsage()).isTrue();
        assertThat(request.maxOutputTokens()).isEqualTo(9);
        assertThat(request.choices()).isEqualTo(3);
        assertThat(request.features()).containsExactlyInAnyOrder(Feature.values());
        assertThat(request.promptCharacters())
                .isEqualTo("Be brief.".length() + "What is this?".length() + "f{}".length() + "[{}]".length());
    }

    @Test
    void knowsWhereTheReplaceableFieldsStand() {
        String body =
                "\n {\"é\": \"ü\", \"stream_options\" : {\"a\": [1]} ,\"max_tokens\" :5, \"model\" : \"m\\u0061x\"  , "
                        + MESSAGES + "}";
        ChatRequest request = accepted(body);

        assertThat(request.model()).isEqualTo("max");
        assertThat(text(request, request.fields().model())).isEqualTo("\"m\\u0061x\"");
        assertThat(text(request, request.fields().streamOptions())).isEqualTo("{\"a\": [1]}");
        assertThat(text(request, request.fields().maxTokensName())).isEqualTo("\"max_tokens\"");
        assertThat(request.fields().afterOpeningBrace()).isEqualTo(3);
    }

    @Test
    void knowsWhereStreamOptionsStandEvenWhenTheyAreNull() {
        ChatRequest request = accepted("{\"stream_options\":null,\"model\":\"m\"," + MESSAGES + "}");

        assertThat(text(request, request.fields().streamOptions())).isEqualTo("null");
    }

    @Test
    void leavesMaxTokensAloneBesideItsNewerName() {
        ChatRequest request =
                accepted("{\"max_tokens\":5,\"max_completion_tokens\":null,\"model\":\"m\"," + MESSAGES + "}");

        assertThat(request.maxOutputTokens()).isEqualTo(5);
        assertThat(request.fields().maxTokensName()).isNull();
    }

    @Test
    void leavesANameWrittenWithEscapesAlone() {
        ChatRequest request = accepted("{\"max\\u005ftokens\":5,\"model\":\"m\"," + MESSAGES + "}");

        assertThat(request.maxOutputTokens()).isEqualTo(5);
        assertThat(request.fields().maxTokensName()).isNull();
    }

    @Test
    void nullCountsAsAbsentForOptionalFields() {
        ChatRequest request = accepted("{\"model\":\"m\"," + MESSAGES
                + ",\"stream\":null,\"stream_options\":null,\"max_tokens\":null,\"max_completion_tokens\":null,"
                + "\"n\":null,\"temperature\":null,\"top_p\":null,\"tools\":null,\"tool_choice\":null,\"stop\":null,"
                + "\"response_format\":null,\"logprobs\":null,\"seed\":null,\"user\":null,\"modalities\":null,"
                + "\"metadata\":null,\"functions\":null,\"parallel_tool_calls\":null}");

        assertThat(request.stream()).isFalse();
        assertThat(request.maxOutputTokens()).isNull();
        assertThat(request.choices()).isEqualTo(1);
        assertThat(request.features()).isEmpty();
    }

    @Test
    void takesAByteOrderMarkOff() {
        ChatRequest request = accepted("\ufeff{\"model\":\"m\"," + MESSAGES + "}");

        assertThat(request.body().utf8()[0]).isEqualTo((byte) '{');
        assertThat(text(request, request.fields().model())).isEqualTo("\"m\"");
    }

    @Test
    void emptyToolsNeedNothing() {
        assertThat(accepted("{\"model\":\"m\",\"tools\":[]," + MESSAGES + "}").features())
                .isEmpty();
    }

    static List<Arguments> badFields() {
        return List.of(
                bad("no model", "{" + MESSAGES + "}", "missing_field", "model"),
                bad("model null", "{\"model\":null," + MESSAGES + "}", "missing_field", "model"),
                bad("no messages", "{\"model\":\"m\"}", "missing_field", "messages"),
                bad("messages null", "{\"model\":\"m\",\"messages\":null}", "missing_field", "messages"),
                bad("empty object", "{}", "missing_field", "model"),
                bad("model a number", "{\"model\":4," + MESSAGES + "}", "invalid_type", "model"),
                bad("model empty", "{\"model\":\"\"," + MESSAGES + "}", "invalid_value", "model"),
                bad("model with a line feed", "{\"model\":\"a\\nb\"," + MESSAGES + "}", "invalid_value", "model"),
                bad(
                        "model too long",
                        "{\"model\":\"" + "m".repeat(300) + "\"," + MESSAGES + "}",
                        "invalid_value",
                        "model"),
                bad("messages a string", "{\"model\":\"m\",\"messages\":\"Hi\"}", "invalid_type", "messages"),
                bad("messages an object", "{\"model\":\"m\",\"messages\":{}}", "invalid_type", "messages"),
                bad("messages empty", "{\"model\":\"m\",\"messages\":[]}", "invalid_value", "messages"),
                badMessage("a message a string", "\"Hi\"", "invalid_type", "messages[1]"),
                badMessage("no role", "{\"content\":\"Hi\"}", "missing_field", "messages[1].role"),
                badMessage("role a number", "{\"role\":1}", "invalid_type", "messages[1].role"),
                badMessage("role null", "{\"role\":null}", "invalid_type", "messages[1].role"),
                badMessage("role empty", "{\"role\":\"\"}", "invalid_value", "messages[1].role"),
                badMessage(
                        "content a number", "{\"role\":\"user\",\"content\":5}", "invalid_type", "messages[1].content"),
                badMessage(
                        "content an object",
                        "{\"role\":\"user\",\"content\":{}}",
                        "invalid_type",
                        "messages[1].content"),
                badMessage(
                        "part a string",
                        "{\"role\":\"user\",\"content\":[\"x\"]}",
                        "invalid_type",
                        "messages[1].content[0]"),
                badMessage(
                        "part without a type",
                        "{\"role\":\"user\",\"content\":[{\"type\":\"text\"},{\"text\":\"x\"}]}",
                        "missing_field",
                        "messages[1].content[1].type"),
                badMessage(
                        "part with a bad type",
                        "{\"role\":\"user\",\"content\":[{\"type\":7}]}",
                        "invalid_type",
                        "messages[1].content[0].type"),
                badMessage(
                        "tool_calls an object",
                        "{\"role\":\"assistant\",\"tool_calls\":{}}",
                        "invalid_type",
                        "messages[1].tool_calls"),
                badField("stream", "\"yes\"", "invalid_type"),
                badField("stream", "1", "invalid_type"),
                badField("stream_options", "true", "invalid_type"),
                badField("max_tokens", "\"5\"", "invalid_type"),
                badField("max_tokens", "5.5", "invalid_type"),
                badField("max_tokens", "0", "invalid_value"),
                badField("max_tokens", "-1", "invalid_value"),
                badField("max_tokens", "99999999999999999999999", "invalid_value"),
                badField("max_completion_tokens", "0", "invalid_value"),
                badField("n", "0", "invalid_value"),
                badField("n", "129", "invalid_value"),
                badField("n", "\"2\"", "invalid_type"),
                badField("temperature", "\"hot\"", "invalid_type"),
                badField("top_p", "[]", "invalid_type"),
                badField("presence_penalty", "{}", "invalid_type"),
                badField("tools", "{}", "invalid_type"),
                badField("functions", "\"f\"", "invalid_type"),
                badField("tool_choice", "5", "invalid_type"),
                badField("response_format", "\"json\"", "invalid_type"),
                badField("logprobs", "1", "invalid_type"),
                badField("top_logprobs", "21", "invalid_value"),
                badField("seed", "1.5", "invalid_type"),
                badField("stop", "5", "invalid_type"),
                badField("user", "5", "invalid_type"),
                badField("metadata", "[]", "invalid_type"),
                badField("modalities", "\"audio\"", "invalid_type"),
                badField("parallel_tool_calls", "\"no\"", "invalid_type"),
                bad("tool a string", request("\"tools\":[\"f\"]"), "invalid_type", "tools[0]"),
                bad(
                        "include_usage a string",
                        request("\"stream_options\":{\"include_usage\":\"yes\"}"),
                        "invalid_type",
                        "stream_options.include_usage"),
                bad(
                        "format type a number",
                        request("\"response_format\":{\"type\":5}"),
                        "invalid_type",
                        "response_format.type"),
                bad("model twice", request("\"model\":\"other\""), "duplicate_field", "model"),
                bad("model twice, once with escapes", request("\"mod\\u0065l\":\"other\""), "duplicate_field", "model"),
                bad("messages twice", request(MESSAGES), "duplicate_field", "messages"),
                bad("stream twice", request("\"stream\":true,\"stream\":false"), "duplicate_field", "stream"),
                bad(
                        "stream_options twice",
                        request("\"stream_options\":null,\"stream_options\":{}"),
                        "duplicate_field",
                        "stream_options"),
                bad("max_tokens twice", request("\"max_tokens\":1,\"max_tokens\":2"), "duplicate_field", "max_tokens"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badFields")
    void refusesBadFieldsByNameAndNeverQuotesThePrompt(String name, String body, String code, String param) {
        ApiError error = rejected(body.getBytes(UTF_8));

        assertThat(error.status()).isEqualTo(400);
        assertThat(error.type()).isEqualTo("invalid_request_error");
        assertThat(error.code()).isEqualTo(code);
        assertThat(error.param()).isEqualTo(param);
        assertThat(error.message()).contains(param).doesNotContain("secret words");
    }

    static List<Arguments> badJson() {
        String deep = "[".repeat(Json.MAX_DEPTH) + "]".repeat(Json.MAX_DEPTH);
        return List.of(
                Arguments.of("empty", "", "empty"),
                Arguments.of("only spaces", "  \n ", "empty"),
                Arguments.of("an array", "[]", "object"),
                Arguments.of("a string", "\"secret words\"", "object"),
                Arguments.of("a word", "secret words", "line 1"),
                Arguments.of("cut off", "{\"model\":\"secret words", "too early"),
                Arguments.of(
                        "cut off in a message",
                        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"secret words\"",
                        "too early"),
                Arguments.of("a missing comma", "{\"model\":\"m\"\n \"secret words\":1}", "line 2, column"),
                Arguments.of("a trailing comma", request("\"a\":1,"), "line 1"),
                Arguments.of("single quotes", "{'model':'secret words'}", "line 1"),
                Arguments.of("a comment", "{/* secret words */\"model\":\"m\"}", "line 1"),
                Arguments.of("a raw line feed in a string", request("\"a\":\"secret words\n\""), "line 1"),
                Arguments.of("something behind it", request("\"a\":1") + " secret words", "line 1"),
                Arguments.of("a second object", request("\"a\":1") + "{}", "behind"),
                Arguments.of("NaN", request("\"temperature\":NaN"), "line 1"),
                Arguments.of("an endless number", request("\"a\":" + "1".repeat(5000)), "too long"),
                Arguments.of("too deep in an unknown field", request("\"a\":" + deep), "nested too deeply"),
                Arguments.of(
                        "too deep in a message",
                        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"x\":" + deep + "}]}",
                        "nested too deeply"),
                Arguments.of("endlessly deep", "[".repeat(100_000), "object"),
                Arguments.of("endlessly deep inside", "{\"a\":" + "[".repeat(100_000), "nested too deeply"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badJson")
    void refusesWhatIsNoJsonObjectAndSaysWhere(String name, String body, String told) {
        ApiError error = rejected(body.getBytes(UTF_8));

        assertThat(error.status()).isEqualTo(400);
        assertThat(error.code()).isEqualTo("invalid_json");
        assertThat(error.param()).isNull();
        assertThat(error.message()).contains(told).doesNotContain("secret");
    }

    static List<Arguments> notUtf8() {
        String request = request("\"a\":\"é\"");
        return List.of(
                Arguments.of("Latin-1", request.getBytes(ISO_8859_1)),
                Arguments.of("UTF-16", request.getBytes(UTF_16BE)),
                Arguments.of("an overlong quote", withBytes(0xc0, 0xa2)),
                Arguments.of("an overlong slash in three bytes", withBytes(0xe0, 0x80, 0xaf)),
                Arguments.of("an encoded surrogate", withBytes(0xed, 0xa0, 0x80)),
                Arguments.of("beyond Unicode", withBytes(0xf4, 0x90, 0x80, 0x80)),
                Arguments.of("a lone continuation", withBytes(0x80)),
                Arguments.of("a sequence that breaks off", withBytes(0xe2, 0x82)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("notUtf8")
    void refusesWhatIsNotUtf8(String name, byte[] body) {
        ApiError error = rejected(body);

        assertThat(error.code()).isEqualTo("invalid_json");
        assertThat(error.message()).contains("UTF-8");
    }

    @Test
    void takesEveryWellFormedSequence() {
        ChatRequest request =
                accepted(request("\"a\":\"\u0080\u07ff\u0800\ud7ff\ue000\uffff\ud800\udc00\udbff\udfff\""));

        assertThat(request.model()).isEqualTo("m");
    }

    @Test
    void takesNestingUpToTheBound() {
        int free = Json.MAX_DEPTH - 1;

        assertThat(accepted(request("\"a\":" + "[".repeat(free) + "]".repeat(free)))
                        .model())
                .isEqualTo("m");
    }

    private static byte[] withBytes(int... inner) {
        byte[] before = "{\"model\":\"m\",\"a\":\"".getBytes(UTF_8);
        byte[] after = ("\"," + MESSAGES + "}").getBytes(UTF_8);
        byte[] body = new byte[before.length + inner.length + after.length];
        System.arraycopy(before, 0, body, 0, before.length);
        for (int at = 0; at < inner.length; at++) {
            body[before.length + at] = (byte) inner[at];
        }
        System.arraycopy(after, 0, body, before.length + inner.length, after.length);
        return body;
    }

    private static String request(String more) {
        return "{\"model\":\"m\"," + MESSAGES + "," + more + "}";
    }

    private static Arguments bad(String name, String body, String code, String param) {
        return Arguments.of(name, body, code, param);
    }

    private static Arguments badField(String field, String value, String code) {
        return bad(field + " " + value, request("\"" + field + "\":" + value), code, field);
    }

    private static Arguments badMessage(String name, String message, String code, String param) {
        String body =
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"secret words\"}," + message + "]}";
        return bad(name, body, code, param);
    }

    private static ChatRequest accepted(String body) {
        return switch (ChatRequestReader.read(JsonText.of(body))) {
            case ReadRequest.Accepted<ChatRequest>(ChatRequest request) -> request;
            case ReadRequest.Rejected<ChatRequest>(ApiError error) -> throw new AssertionError(error.message());
        };
    }

    private static ApiError rejected(byte[] body) {
        return switch (ChatRequestReader.read(JsonText.of(body))) {
            case ReadRequest.Accepted<ChatRequest> accepted -> throw new AssertionError("accepted");
            case ReadRequest.Rejected<ChatRequest>(ApiError error) -> error;
        };
    }

    private static String text(ChatRequest request, Span span) {
        return new String(request.body().utf8(), span.start(), span.end() - span.start(), UTF_8);
    }
}
