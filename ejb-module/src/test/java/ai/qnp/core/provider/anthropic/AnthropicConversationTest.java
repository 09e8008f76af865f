package ai.qnp.core.provider.anthropic;

import static ai.qnp.core.provider.anthropic.AnthropicRequests.OLDER;
import static ai.qnp.core.provider.anthropic.AnthropicRequests.sent;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.openai.Json;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class AnthropicConversationTest {
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
        AnthropicRequests.Sent sent = sent(OLDER, "\"messages\":" + messages);

        JsonNode wanted = Json.MAPPER.readTree(expected);
        assertThat(sent.body().path("messages")).isEqualTo(wanted.path("messages"));
        assertThat(sent.body().path("system")).isEqualTo(wanted.path("system"));
        assertThat(sent.dropped()).isEmpty();
    }

    private static Arguments conversation(String name, String messages, String expected) {
        return Arguments.of(name, messages, expected);
    }
}
