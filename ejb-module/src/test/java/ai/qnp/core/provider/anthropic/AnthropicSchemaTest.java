package ai.qnp.core.provider.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.openai.Json;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.ChatTranslator;
import ai.qnp.core.provider.Decoded;
import ai.qnp.core.provider.Encoded;
import ai.qnp.core.provider.EncodingContext;
import ai.qnp.core.provider.Requests;
import ai.qnp.core.provider.StreamRun;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Schemas: natively where the model has them, by a tool where it has none. */
class AnthropicSchemaTest {
    private static final String NATIVE = "claude-sonnet-4-5";
    private static final String WITHOUT = "claude-sonnet-4-0";
    private static final String SCHEMA = "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\"}}}";
    private static final String FORMAT =
            "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"s\",\"description\":\"It.\",\"schema\":"
                    + SCHEMA + "}}";
    private static final String ANSWER_TOOL =
            "{\"name\":\"qnp_answer\",\"description\":\"It.\",\"input_schema\":" + SCHEMA + "}";
    private static final String FUNCTION = "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]";
    private static final String TOOL = "{\"name\":\"f\",\"input_schema\":{\"type\":\"object\"}}";

    private final ChatTranslator chat = Anthropic.provider().chat();

    static List<Arguments> byTool() {
        return List.of(
                Arguments.of("", "[" + ANSWER_TOOL + "]", "{\"type\":\"tool\",\"name\":\"qnp_answer\"}"),
                Arguments.of(
                        ",\"reasoning_effort\":\"none\"",
                        "[" + ANSWER_TOOL + "]",
                        "{\"type\":\"tool\",\"name\":\"qnp_answer\"}"),
                Arguments.of("," + FUNCTION, "[" + TOOL + "," + ANSWER_TOOL + "]", "{\"type\":\"any\"}"),
                Arguments.of(
                        "," + FUNCTION + ",\"parallel_tool_calls\":false",
                        "[" + TOOL + "," + ANSWER_TOOL + "]",
                        "{\"type\":\"any\",\"disable_parallel_tool_use\":true}"),
                Arguments.of(
                        "," + FUNCTION + ",\"tool_choice\":\"none\"",
                        "[" + TOOL + "," + ANSWER_TOOL + "]",
                        "{\"type\":\"tool\",\"name\":\"qnp_answer\"}"),
                Arguments.of("," + FUNCTION + ",\"tool_choice\":\"required\"", "[" + TOOL + "]", "{\"type\":\"any\"}"),
                Arguments.of(
                        "," + FUNCTION + ",\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"f\"}}",
                        "[" + TOOL + "]",
                        "{\"type\":\"tool\",\"name\":\"f\"}"),
                Arguments.of(
                        ",\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":1024}",
                        "[" + ANSWER_TOOL + "]",
                        "{\"type\":\"auto\"}"));
    }

    @ParameterizedTest(name = "{2}{0}")
    @MethodSource("byTool")
    void aModelWithoutSchemasAnswersByATool(String fields, String tools, String choice) {
        JsonNode body = sent(WITHOUT, FORMAT + fields);

        assertThat(body.path("tools")).isEqualTo(Json.MAPPER.readTree(tools));
        assertThat(body.path("tool_choice")).isEqualTo(Json.MAPPER.readTree(choice));
        assertThat(body.has("output_config")).isFalse();
    }

    @Test
    void whatTheToolWasGivenIsTheAnswer() {
        String answer = """
                {"id":"msg_1","model":"claude-x","stop_reason":"tool_use","content":[
                 {"type":"tool_use","id":"toolu_1","name":"qnp_answer","input":{"a":1.50,"b":["ü"]}}]}""";

        Decoded decoded = chat.decode(JsonText.of(answer), StreamRun.CONTEXT);

        assertThat(decoded).isInstanceOfSatisfying(Decoded.Completion.class, completion -> {
            JsonNode choice = Json.MAPPER.readTree(completion.json().utf8()).at("/choices/0");
            assertThat(choice.at("/message/content").asString()).isEqualTo("{\"a\":1.50,\"b\":[\"ü\"]}");
            assertThat(choice.path("message").has("tool_calls")).isFalse();
            assertThat(choice.path("finish_reason").asString()).isEqualTo("stop");
            assertThat(completion.finishReason()).isEqualTo("stop");
        });
    }

    @Test
    void aClientsOwnToolOfThatNameIsRefused() {
        Encoded encoded = encoded(NATIVE, "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"qnp_answer\"}}]");

        assertThat(encoded)
                .isInstanceOfSatisfying(
                        Encoded.Unsupported.class,
                        unsupported -> assertThat(unsupported.failure().param()).isEqualTo("tools[0].function.name"));
    }

    @Test
    void aSchemaThatIsNoObjectIsRefusedWhereOnlyAToolCouldCarryIt() {
        Encoded encoded = encoded(
                WITHOUT,
                "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"schema\":{\"type\":\"array\"}}}");

        assertThat(encoded)
                .isInstanceOfSatisfying(
                        Encoded.Unsupported.class,
                        unsupported -> assertThat(unsupported.failure().param()).isEqualTo("response_format"));
    }

    static List<Arguments> dialect() {
        return List.of(
                Arguments.of(
                        "{\"type\":\"object\",\"properties\":{}}",
                        "{\"type\":\"object\",\"properties\":{},\"additionalProperties\":false}"),
                Arguments.of(
                        "{\"type\":\"integer\",\"minimum\":1,\"maximum\":9,\"description\":\"A digit\"}",
                        "{\"type\":\"integer\",\"description\":\"A digit\\n\\n{minimum: 1, maximum: 9}\"}"),
                Arguments.of(
                        "{\"type\":\"string\",\"format\":\"email\"}", "{\"type\":\"string\",\"format\":\"email\"}"),
                Arguments.of(
                        "{\"type\":\"string\",\"format\":\"isbn\"}",
                        "{\"type\":\"string\",\"description\":\"{format: \\\"isbn\\\"}\"}"),
                Arguments.of(
                        "{\"type\":\"array\",\"minItems\":1,\"items\":{\"type\":\"string\",\"maxLength\":3}}",
                        "{\"type\":\"array\",\"minItems\":1,\"items\":{\"type\":\"string\",\"description\":\"{maxLength: 3}\"}}"),
                Arguments.of(
                        "{\"oneOf\":[{\"type\":\"object\"},{\"type\":\"null\"}]}",
                        "{\"anyOf\":[{\"type\":\"object\",\"additionalProperties\":false},{\"type\":\"null\"}]}"),
                Arguments.of(
                        "{\"$ref\":\"#/$defs/x\",\"$defs\":{\"x\":{\"type\":\"object\",\"additionalProperties\":true}}}",
                        "{\"$ref\":\"#/$defs/x\",\"$defs\":{\"x\":{\"type\":\"object\",\"additionalProperties\":false}}}"),
                Arguments.of(
                        "{\"type\":\"object\",\"properties\":{\"minimum\":{\"type\":\"number\",\"default\":{\"type\":\"object\"}}}}",
                        "{\"type\":\"object\",\"properties\":{\"minimum\":{\"type\":\"number\",\"default\":{\"type\":\"object\"}}},"
                                + "\"additionalProperties\":false}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dialect")
    void aSchemaIsPutIntoAnthropicsDialect(String schema, String expected) {
        JsonNode body = sent(
                NATIVE, "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"schema\":" + schema + "}}");

        assertThat(body.at("/output_config/format/schema")).isEqualTo(Json.MAPPER.readTree(expected));
    }

    private JsonNode sent(String model, String fields) {
        return Json.MAPPER.readTree(
                ((Encoded.Ready) encoded(model, fields)).request().body().utf8());
    }

    private Encoded encoded(String model, String fields) {
        return chat.encode(
                Requests.read("{\"model\":\"a\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]," + fields + "}"),
                EncodingContext.of(model));
    }
}
