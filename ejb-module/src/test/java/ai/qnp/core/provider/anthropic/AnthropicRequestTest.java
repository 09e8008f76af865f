package ai.qnp.core.provider.anthropic;

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

class AnthropicRequestTest {
    private static final String OLDER = "claude-sonnet-4-5";
    private static final String NEWER = "claude-haiku-5-5";
    private static final String HI = "[{\"role\":\"user\",\"content\":\"Hi\"}]";
    private static final String HI_BLOCKS = "[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}]}]";
    private static final String FUNCTION =
            "{\"type\":\"function\",\"function\":{\"name\":\"f\",\"description\":\"d\",\"strict\":true,\"parameters\":"
                    + "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\"}}}}}";
    private static final String TOOL =
            "{\"name\":\"f\",\"description\":\"d\",\"input_schema\":{\"type\":\"object\",\"properties\":"
                    + "{\"a\":{\"type\":\"integer\"}}}}";

    static List<Arguments> conversations() {
        return List.of(
                conversation("system and developer messages stand apart, wherever they are", """
                        [{"role":"system","content":"S1"},{"role":"user","content":"Hi"},
                         {"role":"developer","content":[{"type":"text","text":"S2","cache_control":{"type":"ephemeral"}}]}]""", """
                        {"system":[{"type":"text","text":"S1"},{"type":"text","text":"S2","cache_control":{"type":"ephemeral"}}],
                         "messages":[{"role":"user","content":[{"type":"text","text":"Hi"}]}]}"""),
                conversation("messages of one role in a row become one turn", """
                        [{"role":"user","content":"a"},{"role":"user","name":"n","content":"b"},
                         {"role":"assistant","content":"c"},{"role":"assistant","content":"d"},{"role":"user","content":"e"}]""", """
                        {"messages":[{"role":"user","content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]},
                         {"role":"assistant","content":[{"type":"text","text":"c"},{"type":"text","text":"d"}]},
                         {"role":"user","content":[{"type":"text","text":"e"}]}]}"""),
                conversation("tool calls and their results, in any order, before the user's words", """
                        [{"role":"user","content":"a"},
                         {"role":"assistant","content":null,"tool_calls":[
                           {"id":"t1","type":"function","function":{"name":"f","arguments":"{\\"a\\":1}"}},
                           {"id":"t2","type":"function","function":{"name":"g","arguments":""}}]},
                         {"role":"tool","tool_call_id":"t2","content":"two"},
                         {"role":"user","content":"and?"},
                         {"role":"tool","tool_call_id":"t1","content":[{"type":"text","text":"one"}]}]""", """
                        {"messages":[{"role":"user","content":[{"type":"text","text":"a"}]},
                         {"role":"assistant","content":[
                           {"type":"tool_use","id":"t1","name":"f","input":{"a":1}},
                           {"type":"tool_use","id":"t2","name":"g","input":{}}]},
                         {"role":"user","content":[
                           {"type":"tool_result","tool_use_id":"t2","content":[{"type":"text","text":"two"}]},
                           {"type":"tool_result","tool_use_id":"t1","content":[{"type":"text","text":"one"}]},
                           {"type":"text","text":"and?"}]}]}"""),
                conversation(
                        "ids and arguments of another vendor are made fit, and an empty result has no content",
                        """
                        [{"role":"user","content":"a"},
                         {"role":"assistant","tool_calls":[{"id":"f:0","function":{"name":"f","arguments":"half {"}}]},
                         {"role":"tool","tool_call_id":"f:0","content":""}]""",
                        """
                        {"messages":[{"role":"user","content":[{"type":"text","text":"a"}]},
                         {"role":"assistant","content":[{"type":"tool_use","id":"f_0_1861c","name":"f","input":{"arguments":"half {"}}]},
                         {"role":"user","content":[{"type":"tool_result","tool_use_id":"f_0_1861c"}]}]}"""),
                conversation("images and files", """
                        [{"role":"user","content":[
                          {"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA","detail":"low"}},
                          {"type":"image_url","image_url":{"url":"https://example.com/x.png"},"cache_control":{"type":"ephemeral"}},
                          {"type":"file","file":{"filename":"a.pdf","file_data":"data:application/pdf;base64,BBBB"}},
                          {"type":"file","file":{"filename":"b.PDF","file_data":"CCCC"}},
                          {"type":"file","file":{"file_data":"data:text/plain;charset=utf-8;base64,SGk="}}]}]""", """
                        {"messages":[{"role":"user","content":[
                          {"type":"image","source":{"type":"base64","media_type":"image/png","data":"AAAA"}},
                          {"type":"image","source":{"type":"url","url":"https://example.com/x.png"},"cache_control":{"type":"ephemeral"}},
                          {"type":"document","source":{"type":"base64","media_type":"application/pdf","data":"BBBB"},"title":"a.pdf"},
                          {"type":"document","source":{"type":"base64","media_type":"application/pdf","data":"CCCC"},"title":"b.PDF"},
                          {"type":"document","source":{"type":"text","media_type":"text/plain","data":"Hi"}}]}]}"""),
                conversation("thinking comes back with its signature, and only Anthropic's own", """
                        [{"role":"user","content":"a"},
                         {"role":"assistant","content":"b","reasoning_content":"Hm","reasoning_details":[
                           {"index":0,"type":"thinking","qnp_provider":"anthropic","thinking":"Hm","signature":"c2ln"},
                           {"index":1,"type":"redacted_thinking","qnp_provider":"anthropic","data":"ZW5j"},
                           {"index":2,"type":"thinking","qnp_provider":"anthropic","thinking":"unsigned","signature":""},
                           {"index":3,"type":"thinking","qnp_provider":"other","thinking":"x","signature":"y"},
                           {"type":"thinking","thinking":"x","signature":"y"}]},
                         {"role":"user","content":"c"}]""", """
                        {"messages":[{"role":"user","content":[{"type":"text","text":"a"}]},
                         {"role":"assistant","content":[
                           {"type":"thinking","thinking":"Hm","signature":"c2ln"},
                           {"type":"redacted_thinking","data":"ZW5j"},
                           {"type":"text","text":"b"}]},
                         {"role":"user","content":[{"type":"text","text":"c"}]}]}"""),
                conversation("a conversation that the assistant begins and ends", """
                        [{"role":"assistant","content":"Welcome"},{"role":"user","content":""},{"role":"assistant","content":"So: "}]""", """
                        {"messages":[{"role":"user","content":[{"type":"text","text":"(The assistant speaks first.)"}]},
                         {"role":"assistant","content":[{"type":"text","text":"Welcome"},{"type":"text","text":"So:"}]}]}"""),
                conversation(
                        "system messages alone are asked as the user's",
                        "[{\"role\":\"system\",\"content\":\"S\"}]",
                        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"S\"}]}]}"),
                conversation("an earlier refusal is what was said", """
                        [{"role":"user","content":"a"},{"role":"assistant","content":null,"refusal":"No."},{"role":"user","content":"b"}]""", """
                        {"messages":[{"role":"user","content":[{"type":"text","text":"a"}]},
                         {"role":"assistant","content":[{"type":"text","text":"No."}]},
                         {"role":"user","content":[{"type":"text","text":"b"}]}]}"""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("conversations")
    void writesConversations(String name, String messages, String expected) {
        Sent sent = sent(OLDER, "\"messages\":" + messages);

        JsonNode wanted = Json.MAPPER.readTree(expected);
        assertThat(sent.body.path("messages")).isEqualTo(wanted.path("messages"));
        assertThat(sent.body.path("system")).isEqualTo(wanted.path("system"));
        assertThat(sent.dropped).isEmpty();
    }

    static List<Arguments> fields() {
        return List.of(
                field("nothing but the conversation", OLDER, "", "{\"max_tokens\":8192}"),
                field("an old model's cap", "claude-3-haiku-20240307", "", "{\"max_tokens\":4096}"),
                field("the cap", OLDER, "\"max_tokens\":7", "{\"max_tokens\":7}"),
                field(
                        "the newer cap counts",
                        OLDER,
                        "\"max_tokens\":7,\"max_completion_tokens\":9",
                        "{\"max_tokens\":9}"),
                field(
                        "a stream",
                        OLDER,
                        "\"stream\":true,\"stream_options\":{\"include_usage\":true}",
                        "{\"max_tokens\":8192,\"stream\":true}"),
                field("one stop", OLDER, "\"stop\":\"END\"", "{\"max_tokens\":8192,\"stop_sequences\":[\"END\"]}"),
                field(
                        "several stops",
                        OLDER,
                        "\"stop\":[\"a\",\"b\"]",
                        "{\"max_tokens\":8192,\"stop_sequences\":[\"a\",\"b\"]}"),
                field(
                        "a blank stop",
                        OLDER,
                        "\"stop\":[\"\\n\",\"b\"]",
                        "{\"max_tokens\":8192,\"stop_sequences\":[\"b\"]}",
                        "stop"),
                field(
                        "temperature in range",
                        OLDER,
                        "\"temperature\":0.7",
                        "{\"max_tokens\":8192,\"temperature\":0.7}"),
                field(
                        "temperature too high",
                        OLDER,
                        "\"temperature\":1.5",
                        "{\"max_tokens\":8192,\"temperature\":1}",
                        "temperature"),
                field(
                        "temperature below",
                        OLDER,
                        "\"temperature\":-1",
                        "{\"max_tokens\":8192,\"temperature\":0}",
                        "temperature"),
                field(
                        "temperature and top_p",
                        OLDER,
                        "\"temperature\":0.5,\"top_p\":0.9",
                        "{\"max_tokens\":8192,\"temperature\":0.5}",
                        "top_p"),
                field(
                        "both for a model that takes both",
                        "claude-sonnet-4-0",
                        "\"temperature\":0.5,\"top_p\":0.9",
                        "{\"max_tokens\":8192,\"temperature\":0.5,\"top_p\":0.9}"),
                field(
                        "sampling for a model that takes none",
                        NEWER,
                        "\"temperature\":0.5,\"top_p\":0.9,\"top_k\":5",
                        "{\"max_tokens\":8192}",
                        "temperature",
                        "top_p",
                        "top_k"),
                field(
                        "default sampling is nothing to tell about",
                        NEWER,
                        "\"temperature\":1.0,\"top_p\":1",
                        "{\"max_tokens\":8192}"),
                field(
                        "fields that only tune",
                        OLDER,
                        "\"seed\":1,\"presence_penalty\":1,\"frequency_penalty\":1,\"logit_bias\":{\"7\":1},\"store\":true,\"prediction\":{\"type\":\"content\"}",
                        "{\"max_tokens\":8192}",
                        "seed",
                        "presence_penalty",
                        "frequency_penalty",
                        "logit_bias",
                        "store",
                        "prediction"),
                field(
                        "null is absent",
                        OLDER,
                        "\"seed\":null,\"stop\":null,\"tools\":null,\"reasoning_effort\":null",
                        "{\"max_tokens\":8192}"),
                field(
                        "the user",
                        OLDER,
                        "\"user\":\"u\",\"metadata\":{\"k\":\"v\"}",
                        "{\"max_tokens\":8192,\"metadata\":{\"user_id\":\"u\"}}",
                        "metadata"),
                field(
                        "Anthropic's metadata",
                        OLDER,
                        "\"metadata\":{\"user_id\":\"u\"}",
                        "{\"max_tokens\":8192,\"metadata\":{\"user_id\":\"u\"}}"),
                field(
                        "service tiers",
                        OLDER,
                        "\"service_tier\":\"default\"",
                        "{\"max_tokens\":8192,\"service_tier\":\"standard_only\"}"),
                field(
                        "an unknown service tier",
                        OLDER,
                        "\"service_tier\":\"flex\"",
                        "{\"max_tokens\":8192}",
                        "service_tier"),
                field(
                        "Anthropic's own fields",
                        OLDER,
                        "\"top_k\":5,\"cache_control\":{\"type\":\"ephemeral\"}",
                        "{\"max_tokens\":8192,\"top_k\":5,\"cache_control\":{\"type\":\"ephemeral\"}}"),
                field(
                        "explicit thinking",
                        OLDER,
                        "\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":2000},\"temperature\":0.5",
                        "{\"max_tokens\":10192,\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":2000}}",
                        "temperature"),
                field(
                        "effort as a budget",
                        OLDER,
                        "\"reasoning_effort\":\"medium\"",
                        "{\"max_tokens\":12288,\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":4096}}"),
                field(
                        "a budget below the cap",
                        OLDER,
                        "\"reasoning_effort\":\"high\",\"max_tokens\":3000",
                        "{\"max_tokens\":3000,\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":2999}}"),
                field(
                        "no room for a budget",
                        OLDER,
                        "\"reasoning_effort\":\"high\",\"max_tokens\":1000",
                        "{\"max_tokens\":1000}",
                        "reasoning_effort"),
                field(
                        "a model that does not think",
                        "claude-3-5-haiku-20241022",
                        "\"reasoning_effort\":\"low\"",
                        "{\"max_tokens\":8192}",
                        "reasoning_effort"),
                field(
                        "effort as effort",
                        NEWER,
                        "\"reasoning_effort\":\"low\"",
                        "{\"max_tokens\":8192,\"thinking\":{\"type\":\"adaptive\"},\"output_config\":{\"effort\":\"low\"}}"),
                field(
                        "effort beyond the range",
                        NEWER,
                        "\"reasoning_effort\":\"xhigh\"",
                        "{\"max_tokens\":8192,\"thinking\":{\"type\":\"adaptive\"},\"output_config\":{\"effort\":\"high\"}}",
                        "reasoning_effort"),
                field("no effort", NEWER, "\"reasoning_effort\":\"none\"", "{\"max_tokens\":8192}"),
                field(
                        "a schema, closed as Anthropic demands",
                        NEWER,
                        "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"n\",\"strict\":true,\"schema\":{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"object\",\"properties\":{}},\"b\":{\"enum\":[{\"type\":\"object\"}]}}}}}",
                        "{\"max_tokens\":8192,\"output_config\":{\"format\":{\"type\":\"json_schema\",\"schema\":{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"object\",\"properties\":{},\"additionalProperties\":false},\"b\":{\"enum\":[{\"type\":\"object\"}]}},\"additionalProperties\":false}}}}"),
                field(
                        "a JSON object",
                        OLDER,
                        "\"response_format\":{\"type\":\"json_object\"}",
                        "{\"max_tokens\":8192,\"system\":[{\"type\":\"text\",\"text\":\"Answer with one valid JSON object and nothing else: no explanation and no code fence around it.\"}]}"),
                field("plain text", OLDER, "\"response_format\":{\"type\":\"text\"}", "{\"max_tokens\":8192}"),
                tools("tools", "\"tools\":[" + FUNCTION + "]", "\"tools\":[" + TOOL + "]"),
                tools(
                        "a tool without parameters",
                        "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"},\"cache_control\":{\"type\":\"ephemeral\"}}]",
                        "\"tools\":[{\"name\":\"f\",\"input_schema\":{\"type\":\"object\"},\"cache_control\":{\"type\":\"ephemeral\"}}]"),
                tools(
                        "a server-side tool",
                        "\"tools\":[{\"type\":\"web_search_20250305\",\"name\":\"web_search\"}]",
                        "\"tools\":[{\"type\":\"web_search_20250305\",\"name\":\"web_search\"}]"),
                tools(
                        "auto",
                        "\"tool_choice\":\"auto\",\"tools\":[" + FUNCTION + "]",
                        "\"tools\":[" + TOOL + "],\"tool_choice\":{\"type\":\"auto\"}"),
                tools(
                        "none",
                        "\"tool_choice\":\"none\",\"parallel_tool_calls\":false,\"tools\":[" + FUNCTION + "]",
                        "\"tools\":[" + TOOL + "],\"tool_choice\":{\"type\":\"none\"}"),
                tools(
                        "required",
                        "\"tool_choice\":\"required\",\"tools\":[" + FUNCTION + "]",
                        "\"tools\":[" + TOOL + "],\"tool_choice\":{\"type\":\"any\"}"),
                tools(
                        "one tool",
                        "\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"f\"}},\"tools\":[" + FUNCTION
                                + "]",
                        "\"tools\":[" + TOOL + "],\"tool_choice\":{\"type\":\"tool\",\"name\":\"f\"}"),
                tools(
                        "some tools",
                        "\"tool_choice\":{\"type\":\"allowed_tools\",\"allowed_tools\":{\"mode\":\"required\",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]}},\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"g\"}},"
                                + FUNCTION + "]",
                        "\"tools\":[" + TOOL + "],\"tool_choice\":{\"type\":\"any\"}"),
                tools(
                        "one at a time",
                        "\"parallel_tool_calls\":false,\"tools\":[" + FUNCTION + "]",
                        "\"tools\":[" + TOOL
                                + "],\"tool_choice\":{\"type\":\"auto\",\"disable_parallel_tool_use\":true}"),
                tools(
                        "several at a time",
                        "\"parallel_tool_calls\":true,\"tools\":[" + FUNCTION + "]",
                        "\"tools\":[" + TOOL + "]"),
                tools("a choice without tools", "\"tool_choice\":\"auto\",\"tools\":[]", ""),
                field(
                        "a forced tool leaves no room for thinking",
                        OLDER,
                        "\"reasoning_effort\":\"low\",\"tool_choice\":\"required\",\"tools\":[" + FUNCTION + "]",
                        "{\"max_tokens\":8192,\"tools\":[" + TOOL + "],\"tool_choice\":{\"type\":\"any\"}}",
                        "reasoning_effort"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fields")
    void writesFields(String name, String model, String fields, String expected, List<String> dropped) {
        Sent sent = sent(model, "\"messages\":" + HI + (fields.isEmpty() ? "" : "," + fields));

        JsonNode wanted = Json.MAPPER.readTree(
                "{\"model\":\"" + model + "\",\"messages\":" + HI_BLOCKS + "," + expected.substring(1));
        assertThat(sent.body).isEqualTo(wanted);
        assertThat(sent.dropped).containsExactlyInAnyOrderElementsOf(dropped);
    }

    @Test
    void aToolTurnWithoutItsThinkingIsAskedWithoutThinking() {
        String conversation = """
                "messages":[{"role":"user","content":"a"},
                 {"role":"assistant","content":null,"tool_calls":[{"id":"t","function":{"name":"f","arguments":"{}"}}]},
                 {"role":"tool","tool_call_id":"t","content":"1"}],"reasoning_effort":"low\"""";

        assertThat(sent(OLDER, conversation).dropped).containsExactly("reasoning_effort");
        assertThat(sent(NEWER, conversation).dropped).isEmpty();
    }

    static List<Arguments> unsupported() {
        return List.of(
                Arguments.of("\"n\":2,\"messages\":" + HI, "n"),
                Arguments.of("\"logprobs\":true,\"messages\":" + HI, "logprobs"),
                Arguments.of("\"modalities\":[\"text\",\"audio\"],\"messages\":" + HI, "modalities"),
                Arguments.of("\"functions\":[{\"name\":\"f\"}],\"messages\":" + HI, "functions"),
                Arguments.of("\"web_search_options\":{},\"messages\":" + HI, "web_search_options"),
                Arguments.of(
                        "\"tools\":[{\"type\":\"custom\",\"custom\":{\"name\":\"c\"}}],\"messages\":" + HI, "tools[0]"),
                Arguments.of("\"tool_choice\":\"some\",\"tools\":[" + FUNCTION + "],\"messages\":" + HI, "tool_choice"),
                Arguments.of(
                        "\"tool_choice\":{\"type\":\"custom\"},\"tools\":[" + FUNCTION + "],\"messages\":" + HI,
                        "tool_choice"),
                Arguments.of("\"response_format\":{\"type\":\"grammar\"},\"messages\":" + HI, "response_format.type"),
                Arguments.of(
                        part("{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"A\",\"format\":\"wav\"}}"),
                        "messages[0].content[1]"),
                Arguments.of(
                        part("{\"type\":\"image_url\",\"image_url\":{\"url\":\"ftp://x\"}}"),
                        "messages[0].content[1].image_url.url"),
                Arguments.of(
                        part("{\"type\":\"file\",\"file\":{\"file_id\":\"file-1\"}}"), "messages[0].content[1].file"),
                Arguments.of(
                        part("{\"type\":\"file\",\"file\":{\"file_data\":\"data:application/zip;base64,AAAA\"}}"),
                        "messages[0].content[1].file.file_data"),
                Arguments.of(part("{\"type\":\"hologram\"}"), "messages[0].content[1].type"),
                Arguments.of(
                        "\"messages\":[{\"role\":\"user\",\"content\":\"x\"},{\"role\":\"function\",\"name\":\"f\",\"content\":\"x\"}]",
                        "messages[1].role"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("unsupported")
    void saysWhatAnthropicCannotDo(String fields, String param) {
        Encoded encoded = Anthropic.provider()
                .chat()
                .encode(Requests.read("{\"model\":\"a\"," + fields + "}"), EncodingContext.of(OLDER));

        assertThat(encoded).isInstanceOfSatisfying(Encoded.Unsupported.class, unsupported -> {
            Failure failure = unsupported.failure();
            assertThat(failure.failureClass()).isEqualTo(FailureClass.UNSUPPORTED);
            assertThat(failure.code()).isEqualTo("unsupported_parameter");
            assertThat(failure.param()).isEqualTo(param);
            assertThat(failure.message()).contains(param);
        });
    }

    static List<Arguments> versions() {
        return List.of(
                Arguments.of("claude-3-haiku-20240307", 30),
                Arguments.of("claude-3-5-sonnet-latest", 35),
                Arguments.of("claude-3-7-sonnet-20250219", 37),
                Arguments.of("claude-sonnet-4-20250514", 40),
                Arguments.of("claude-sonnet-4-0", 40),
                Arguments.of("claude-opus-4-1-20250805", 41),
                Arguments.of("claude-haiku-4-5-20251001", 45),
                Arguments.of("anthropic/claude-haiku-4.5", 45),
                Arguments.of("claude-opus-4-8", 48),
                Arguments.of("claude-sonnet-5", 50),
                Arguments.of("claude-haiku-5-5", 55),
                Arguments.of("claude-opus-12", 120),
                Arguments.of("claude-2.1", 21),
                Arguments.of("claude-mythos-preview", 999),
                Arguments.of("something-else", 40));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("versions")
    void readsTheVersionOffTheName(String model, int number) {
        assertThat(ClaudeVersion.of(model)).isEqualTo(new ClaudeVersion(number));
    }

    @Test
    void presentsItselfAsAnthropicWants() {
        var profile = Anthropic.provider().profile();

        assertThat(profile.auth().header()).isEqualTo("x-api-key");
        assertThat(profile.auth().prefix()).isEmpty();
        assertThat(profile.headers()).containsEntry("anthropic-version", "2023-06-01");
        assertThat(profile.baseUrl().getPath()).isEqualTo("/v1");
    }

    private record Sent(JsonNode body, List<String> dropped) {}

    private static Sent sent(String model, String fields) {
        Encoded encoded = Anthropic.provider()
                .chat()
                .encode(Requests.read("{\"model\":\"a\"," + fields + "}"), EncodingContext.of(model));
        Encoded.Ready ready = (Encoded.Ready) encoded;
        assertThat(ready.request().path()).isEqualTo("/messages");
        return new Sent(Json.MAPPER.readTree(ready.request().body().utf8()), ready.dropped());
    }

    private static String part(String part) {
        return "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"x\"}," + part + "]}]";
    }

    private static Arguments conversation(String name, String messages, String expected) {
        return Arguments.of(name, messages, expected);
    }

    private static Arguments field(String name, String model, String fields, String expected, String... dropped) {
        return Arguments.of(name, model, fields, expected, List.of(dropped));
    }

    private static Arguments tools(String name, String fields, String expected) {
        return field(name, OLDER, fields, "{\"max_tokens\":8192" + (expected.isEmpty() ? "" : "," + expected) + "}");
    }
}
