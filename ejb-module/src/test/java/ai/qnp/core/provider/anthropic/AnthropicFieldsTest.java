package ai.qnp.core.provider.anthropic;

import static ai.qnp.core.provider.Requests.field;
import static ai.qnp.core.provider.anthropic.AnthropicRequests.FUNCTION;
import static ai.qnp.core.provider.anthropic.AnthropicRequests.HI;
import static ai.qnp.core.provider.anthropic.AnthropicRequests.HI_BLOCKS;
import static ai.qnp.core.provider.anthropic.AnthropicRequests.NEWER;
import static ai.qnp.core.provider.anthropic.AnthropicRequests.OLDER;
import static ai.qnp.core.provider.anthropic.AnthropicRequests.TOOL;
import static ai.qnp.core.provider.anthropic.AnthropicRequests.sent;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.openai.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class AnthropicFieldsTest {
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
        AnthropicRequests.Sent sent = sent(model, "\"messages\":" + HI + (fields.isEmpty() ? "" : "," + fields));

        JsonNode wanted = Json.MAPPER.readTree(
                "{\"model\":\"" + model + "\",\"messages\":" + HI_BLOCKS + "," + expected.substring(1));
        assertThat(sent.body()).isEqualTo(wanted);
        assertThat(sent.dropped()).containsExactlyInAnyOrderElementsOf(dropped);
    }

    @Test
    void aToolTurnWithoutItsThinkingIsAskedWithoutThinking() {
        String conversation = """
                "messages":[{"role":"user","content":"a"},
                 {"role":"assistant","content":null,"tool_calls":[{"id":"t","function":{"name":"f","arguments":"{}"}}]},
                 {"role":"tool","tool_call_id":"t","content":"1"}],"reasoning_effort":"low\"""";

        assertThat(sent(OLDER, conversation).dropped()).containsExactly("reasoning_effort");
        assertThat(sent(NEWER, conversation).dropped()).isEmpty();
    }

    private static Arguments tools(String name, String fields, String expected) {
        return field(name, OLDER, fields, "{\"max_tokens\":8192" + (expected.isEmpty() ? "" : "," + expected) + "}");
    }
}
