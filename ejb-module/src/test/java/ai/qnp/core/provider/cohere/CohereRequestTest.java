package ai.qnp.core.provider.cohere;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.openai.Json;
import ai.qnp.core.provider.Encoded;
import ai.qnp.core.provider.EncodingContext;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.Requests;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class CohereRequestTest {
    private static final String MODEL = "command-a-03-2025";
    private static final String THINKER = "command-a-reasoning-08-2025";
    private static final String HI = "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]";

    private static final String F = """
            {"type":"function","function":{"name":"f","description":"d","parameters":{"type":"object","properties":{"a":{"type":"integer"}}}}}""";
    private static final String STRICT_F = F.replace("\"name\":\"f\"", "\"name\":\"f\",\"strict\":true");
    private static final String BARE_G = "{\"type\":\"function\",\"function\":{\"name\":\"g\"}}";
    private static final String G =
            "{\"type\":\"function\",\"function\":{\"name\":\"g\",\"parameters\":{\"type\":\"object\",\"properties\":{}}}}";
    private static final String SCHEMA =
            "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}},\"required\":[\"a\"]}";

    static List<Arguments> conversations() {
        return List.of(
                Arguments.of("system and developer messages are system messages where they stand", """
                        [{"role":"system","content":"S1"},{"role":"user","content":"Hi","name":"n"},
                         {"role":"developer","content":[{"type":"text","text":"S2"}]},{"role":"user","content":"?"}]""", """
                        [{"role":"system","content":"S1"},{"role":"user","content":"Hi"},
                         {"role":"system","content":"S2"},{"role":"user","content":"?"}]"""),
                Arguments.of("several texts stay apart, empty ones and empty turns are left out", """
                        [{"role":"user","content":[{"type":"text","text":"a"},{"type":"text","text":""},{"type":"text","text":"b"}]},
                         {"role":"assistant","content":""},{"role":"user","content":"c"}]""", """
                        [{"role":"user","content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]},
                         {"role":"user","content":"c"}]"""),
                Arguments.of("tool calls and their results, in any order", """
                        [{"role":"user","content":"a"},
                         {"role":"assistant","content":null,"tool_calls":[
                           {"id":"t1","type":"function","function":{"name":"f","arguments":"{\\"a\\":1}"}},
                           {"id":"t2","type":"function","function":{"name":"g","arguments":""}}]},
                         {"role":"tool","tool_call_id":"t2","content":"two"},
                         {"role":"tool","tool_call_id":"t1","content":[{"type":"text","text":"o"},{"type":"text","text":"ne"}]},
                         {"role":"tool","tool_call_id":"t3","content":""}]""", """
                        [{"role":"user","content":"a"},
                         {"role":"assistant","tool_calls":[
                           {"id":"t1","type":"function","function":{"name":"f","arguments":"{\\"a\\":1}"}},
                           {"id":"t2","type":"function","function":{"name":"g","arguments":"{}"}}]},
                         {"role":"tool","tool_call_id":"t2","content":"two"},
                         {"role":"tool","tool_call_id":"t1","content":[{"type":"text","text":"o"},{"type":"text","text":"ne"}]},
                         {"role":"tool","tool_call_id":"t3","content":""}]"""),
                Arguments.of("Cohere's own documents in a tool's result", """
                        [{"role":"tool","tool_call_id":"t1","content":[{"type":"document","document":{"data":{"output":"60"}}}]}]""", """
                        [{"role":"tool","tool_call_id":"t1","content":[{"type":"document","document":{"data":{"output":"60"}}}]}]"""),
                Arguments.of("its own plan and thinking come back, and nobody else's", """
                        [{"role":"assistant","content":null,"reasoning_content":"I will","reasoning_details":[
                           {"index":0,"type":"tool_plan","qnp_provider":"cohere","tool_plan":"I will"},
                           {"index":1,"type":"thinking","qnp_provider":"other","thinking":"x"},
                           {"type":"tool_plan","tool_plan":"y"}],
                           "tool_calls":[{"id":"t1","type":"function","function":{"name":"f","arguments":"{}"}}]},
                         {"role":"tool","tool_call_id":"t1","content":"1"},
                         {"role":"assistant","content":"b","reasoning_content":"Hm","reasoning_details":[
                           {"index":0,"type":"thinking","qnp_provider":"cohere","thinking":"Hm"}]}]""", """
                        [{"role":"assistant","tool_plan":"I will",
                           "tool_calls":[{"id":"t1","type":"function","function":{"name":"f","arguments":"{}"}}]},
                         {"role":"tool","tool_call_id":"t1","content":"1"},
                         {"role":"assistant","content":[{"type":"thinking","thinking":"Hm"},{"type":"text","text":"b"}]}]"""),
                Arguments.of("images by address and by data URI", """
                        [{"role":"user","content":[{"type":"text","text":"a"},
                          {"type":"image_url","image_url":{"url":"https://example.com/x.png","detail":"low"}},
                          {"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA","detail":"original"}}]}]""", """
                        [{"role":"user","content":[{"type":"text","text":"a"},
                          {"type":"image_url","image_url":{"url":"https://example.com/x.png","detail":"low"}},
                          {"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}}]}]"""),
                Arguments.of("an earlier refusal is what was said", """
                        [{"role":"assistant","content":null,"refusal":"No."},{"role":"user","content":"b"}]""", """
                        [{"role":"assistant","content":"No."},{"role":"user","content":"b"}]"""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("conversations")
    void writesConversations(String name, String messages, String expected) {
        Sent sent = sent(MODEL, "\"messages\":" + messages);

        assertThat(sent.body.path("messages")).isEqualTo(Json.MAPPER.readTree(expected));
        assertThat(sent.dropped).isEmpty();
    }

    static List<Arguments> fields() {
        return List.of(
                field("nothing but the conversation", "", "{}"),
                field("the cap", "\"max_tokens\":7", "{\"max_tokens\":7}"),
                field("the newer cap counts", "\"max_tokens\":7,\"max_completion_tokens\":9", "{\"max_tokens\":9}"),
                field("one stop", "\"stop\":\"END\"", "{\"stop_sequences\":[\"END\"]}"),
                field(
                        "more stops than it takes",
                        "\"stop\":[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\"]",
                        "{\"stop_sequences\":[\"a\",\"b\",\"c\",\"d\",\"e\"]}",
                        "stop"),
                field(
                        "sampling in range",
                        "\"temperature\":0.7,\"top_p\":0.9,\"top_k\":40,\"seed\":7",
                        "{\"temperature\":0.7,\"p\":0.9,\"k\":40,\"seed\":7}"),
                field(
                        "sampling beyond the range",
                        "\"temperature\":1.5,\"top_p\":1,\"top_k\":900,\"seed\":-7",
                        "{\"temperature\":1,\"p\":0.99,\"k\":500}",
                        "temperature",
                        "top_k",
                        "seed"),
                field("a penalty", "\"presence_penalty\":0.5,\"frequency_penalty\":0", "{\"presence_penalty\":0.5}"),
                field(
                        "one penalty at a time, and not above one",
                        "\"presence_penalty\":0.5,\"frequency_penalty\":2",
                        "{\"frequency_penalty\":1}",
                        "frequency_penalty",
                        "presence_penalty"),
                field("a negative penalty", "\"presence_penalty\":-1", "{}", "presence_penalty"),
                field("log probabilities", "\"logprobs\":true,\"top_logprobs\":0", "{\"logprobs\":true}"),
                field(
                        "defaults and null are nothing to tell about",
                        "\"n\":1,\"logprobs\":false,\"presence_penalty\":0,\"store\":false,\"service_tier\":\"auto\","
                                + "\"logit_bias\":{},\"metadata\":null,\"stop\":null,\"tools\":null,\"tool_choice\":\"auto\","
                                + "\"modalities\":[\"text\"],\"reasoning_effort\":null,\"parallel_tool_calls\":true",
                        "{}"),
                field(
                        "what only tunes",
                        "\"user\":\"u\",\"metadata\":{\"k\":\"v\"},\"logit_bias\":{\"1\":5},\"store\":true,"
                                + "\"service_tier\":\"flex\",\"prediction\":{\"type\":\"content\"},\"verbosity\":\"low\"",
                        "{}",
                        "user",
                        "metadata",
                        "logit_bias",
                        "store",
                        "service_tier",
                        "prediction",
                        "verbosity"),
                field(
                        "Cohere's own fields",
                        "\"documents\":[\"d\"],\"citation_options\":{\"mode\":\"FAST\"},\"safety_mode\":\"STRICT\",\"priority\":3",
                        "{\"documents\":[\"d\"],\"citation_options\":{\"mode\":\"FAST\"},\"safety_mode\":\"STRICT\",\"priority\":3}"),
                field("plain text", "\"response_format\":{\"type\":\"text\"}", "{}"),
                field(
                        "a JSON object",
                        "\"response_format\":{\"type\":\"json_object\"}",
                        "{\"response_format\":{\"type\":\"json_object\"}}"),
                field(
                        "a schema",
                        "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"n\",\"strict\":true,\"schema\":"
                                + SCHEMA + "}}",
                        "{\"response_format\":{\"type\":\"json_object\",\"json_schema\":" + SCHEMA + "}}"),
                field("tools", "\"tools\":[" + F + "," + BARE_G + "]", "{\"tools\":[" + F + "," + G + "]}"),
                field("strict tools", "\"tools\":[" + STRICT_F + "]", "{\"tools\":[" + F + "],\"strict_tools\":true}"),
                field(
                        "tools of which some are strict",
                        "\"tools\":[" + STRICT_F + "," + BARE_G + "]",
                        "{\"tools\":[" + F + "," + G + "]}",
                        "strict"),
                field(
                        "what Cohere's own field says of strictness",
                        "\"strict_tools\":false,\"tools\":[" + STRICT_F + "]",
                        "{\"tools\":[" + F + "],\"strict_tools\":false}"),
                field(
                        "one call at a time",
                        "\"parallel_tool_calls\":false,\"tools\":[" + F + "]",
                        "{\"tools\":[" + F + "]}",
                        "parallel_tool_calls"),
                field("a free choice", "\"tool_choice\":\"auto\",\"tools\":[" + F + "]", "{\"tools\":[" + F + "]}"),
                field(
                        "no tool",
                        "\"tool_choice\":\"none\",\"tools\":[" + F + "]",
                        "{\"tools\":[" + F + "],\"tool_choice\":\"NONE\"}"),
                field(
                        "any tool",
                        "\"tool_choice\":\"required\",\"tools\":[" + F + "]",
                        "{\"tools\":[" + F + "],\"tool_choice\":\"REQUIRED\"}"),
                field(
                        "one tool",
                        "\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"g\"}},\"tools\":[" + F + ","
                                + BARE_G + "]",
                        "{\"tools\":[" + G + "],\"tool_choice\":\"REQUIRED\"}"),
                field(
                        "some tools",
                        "\"tool_choice\":{\"type\":\"allowed_tools\",\"allowed_tools\":{\"mode\":\"auto\",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]}},\"tools\":["
                                + F + "," + BARE_G + "]",
                        "{\"tools\":[" + F + "]}"),
                field(
                        "an effort for a model that does not think",
                        "\"reasoning_effort\":\"low\"",
                        "{}",
                        "reasoning_effort"),
                field("no effort for a model that does not think", "\"reasoning_effort\":\"none\"", "{}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fields")
    void writesFields(String name, String model, String given, String expected, List<String> dropped) {
        Sent sent = sent(model, HI + (given.isEmpty() ? "" : "," + given));

        ObjectNode rest = sent.body.deepCopy();
        rest.remove(List.of("model", "messages", "stream"));
        assertThat(rest).isEqualTo(Json.MAPPER.readTree(expected));
        assertThat(sent.dropped).containsExactlyInAnyOrderElementsOf(dropped);
        assertThat(sent.body.path("model").asString()).isEqualTo(model);
        assertThat(sent.body.path("stream").asBoolean()).isFalse();
    }

    static List<Arguments> efforts() {
        return List.of(
                thinking("no thinking", "\"reasoning_effort\":\"none\"", "{\"type\":\"disabled\"}"),
                thinking("little", "\"reasoning_effort\":\"minimal\"", "{\"type\":\"enabled\",\"token_budget\":1024}"),
                thinking("some", "\"reasoning_effort\":\"medium\"", "{\"type\":\"enabled\",\"token_budget\":4096}"),
                thinking("all it wants", "\"reasoning_effort\":\"high\"", "{\"type\":\"enabled\"}"),
                thinking(
                        "half of the cap",
                        "\"reasoning_effort\":\"medium\",\"max_completion_tokens\":1000",
                        "{\"type\":\"enabled\",\"token_budget\":500}"),
                thinking(
                        "Cohere's own setting",
                        "\"reasoning_effort\":\"low\",\"thinking\":{\"type\":\"enabled\",\"token_budget\":9}",
                        "{\"type\":\"enabled\",\"token_budget\":9}"),
                thinking(
                        "the setting as Anthropic has it",
                        "\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":2000}",
                        "{\"type\":\"enabled\",\"token_budget\":2000}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("efforts")
    void writesThinking(String name, String given, String expected) {
        Sent sent = sent(THINKER, HI + "," + given);

        assertThat(sent.body.path("thinking")).isEqualTo(Json.MAPPER.readTree(expected));
        assertThat(sent.dropped).isEmpty();
    }

    static List<Arguments> lacking() {
        return List.of(
                Arguments.of("n", HI + ",\"n\":2"),
                Arguments.of("top_logprobs", HI + ",\"logprobs\":true,\"top_logprobs\":2"),
                Arguments.of("modalities", HI + ",\"modalities\":[\"text\",\"audio\"]"),
                Arguments.of("functions", HI + ",\"functions\":[{\"name\":\"f\"}]"),
                Arguments.of("web_search_options", HI + ",\"web_search_options\":{}"),
                Arguments.of(
                        "tools[1]", HI + ",\"tools\":[" + F + ",{\"type\":\"custom\",\"custom\":{\"name\":\"c\"}}]"),
                Arguments.of(
                        "tool_choice",
                        HI + ",\"tools\":[" + F
                                + "],\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"h\"}}"),
                Arguments.of(
                        "tool_choice",
                        HI + ",\"tools\":[" + F
                                + "],\"tool_choice\":{\"type\":\"custom\",\"custom\":{\"name\":\"c\"}}"),
                Arguments.of(
                        "response_format",
                        HI + ",\"response_format\":{\"type\":\"json_object\"},\"tools\":[" + F + "]"),
                Arguments.of(
                        "response_format",
                        HI + ",\"response_format\":{\"type\":\"json_object\"},\"documents\":[\"d\"]"),
                Arguments.of("response_format.type", HI + ",\"response_format\":{\"type\":\"grammar\"}"),
                Arguments.of(
                        "messages[0].content[0]",
                        "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"input_audio\",\"input_audio\":{}}]}]"),
                Arguments.of(
                        "messages[0].content[0]",
                        "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"file\",\"file\":{}}]}]"),
                Arguments.of(
                        "messages[0].content[0].image_url.url",
                        "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"file:///x\"}}]}]"),
                Arguments.of(
                        "messages[0].content[0]",
                        "\"messages\":[{\"role\":\"system\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://example.com/x\"}}]}]"),
                Arguments.of(
                        "messages[0].function_call",
                        "\"messages\":[{\"role\":\"assistant\",\"function_call\":{\"name\":\"f\"}}]"),
                Arguments.of("messages[0].role", "\"messages\":[{\"role\":\"function\",\"content\":\"x\"}]"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("lacking")
    void namesWhatCohereLacks(String param, String request) {
        Encoded encoded = encode(MODEL, request);

        assertThat(encoded).isInstanceOfSatisfying(Encoded.Unsupported.class, unsupported -> {
            Failure failure = unsupported.failure();
            assertThat(failure.failureClass()).isEqualTo(FailureClass.UNSUPPORTED);
            assertThat(failure.param()).isEqualTo(param);
            assertThat(failure.message()).startsWith("Cohere takes no ").contains("'" + param + "'");
        });
    }

    @Test
    void asksForAStreamAtTheSamePath() {
        Encoded encoded = encode(MODEL, HI + ",\"stream\":true,\"stream_options\":{\"include_usage\":true}");

        assertThat(encoded).isInstanceOfSatisfying(Encoded.Ready.class, ready -> {
            assertThat(ready.request().path()).isEqualTo("/chat");
            assertThat(ready.request().stream()).isTrue();
            JsonNode body = Json.MAPPER.readTree(ready.request().body().utf8());
            assertThat(body.path("stream").asBoolean()).isTrue();
            assertThat(body.has("stream_options")).isFalse();
            assertThat(ready.dropped()).isEmpty();
        });
    }

    private record Sent(ObjectNode body, List<String> dropped) {}

    private static Sent sent(String model, String request) {
        Encoded.Ready ready = (Encoded.Ready) encode(model, request);
        return new Sent((ObjectNode) Json.MAPPER.readTree(ready.request().body().utf8()), ready.dropped());
    }

    private static Encoded encode(String model, String request) {
        return Cohere.provider()
                .chat()
                .encode(Requests.read("{\"model\":\"x\"," + request + "}"), EncodingContext.of(model));
    }

    private static Arguments field(String name, String given, String expected, String... dropped) {
        return Arguments.of(name, MODEL, given, expected, List.of(dropped));
    }

    private static Arguments thinking(String name, String given, String expected) {
        return Arguments.of(name, given, expected);
    }
}
