package ai.qnp.core.provider.google;

import static ai.qnp.core.provider.google.GoogleRequests.BUDGET;
import static ai.qnp.core.provider.google.GoogleRequests.LEVEL;
import static ai.qnp.core.provider.google.GoogleRequests.OLD;
import static ai.qnp.core.provider.google.GoogleRequests.sent;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.openai.Json;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GoogleConversationTest {
    static List<Arguments> conversations() {
        return List.of(
                conversation("system and developer messages stand apart, wherever they are", BUDGET, """
                        [{"role":"system","content":"S1"},{"role":"user","content":"Hi"},
                         {"role":"developer","content":[{"type":"text","text":"S2"}]}]""", """
                        {"systemInstruction":{"parts":[{"text":"S1"},{"text":"S2"}]},
                         "contents":[{"role":"user","parts":[{"text":"Hi"}]}]}"""),
                conversation("messages of one role in a row become one turn", BUDGET, """
                        [{"role":"user","content":"a"},{"role":"user","name":"n","content":"b"},
                         {"role":"assistant","content":"c"},{"role":"assistant","content":null},
                         {"role":"assistant","content":[{"type":"text","text":"d"},{"type":"refusal","refusal":"No."}]},
                         {"role":"user","content":"e"}]""", """
                        {"contents":[{"role":"user","parts":[{"text":"a"},{"text":"b"}]},
                         {"role":"model","parts":[{"text":"c"},{"text":"d"},{"text":"No."}]},
                         {"role":"user","parts":[{"text":"e"}]}]}"""),
                conversation(
                        "tool results find their function by the call's id and stand in the order of the calls",
                        OLD,
                        """
                        [{"role":"user","content":"a"},
                         {"role":"assistant","content":"Let me see.","tool_calls":[
                           {"id":"t1","type":"function","function":{"name":"f","arguments":"{\\"a\\":1.50}"}},
                           {"id":"t2","type":"function","function":{"name":"g","arguments":""}}]},
                         {"role":"tool","tool_call_id":"t2","content":"two"},
                         {"role":"user","content":"and?"},
                         {"role":"tool","tool_call_id":"t1","content":[{"type":"text","text":"{\\"x\\":"},{"type":"text","text":"1}"}]}]""",
                        """
                        {"contents":[{"role":"user","parts":[{"text":"a"}]},
                         {"role":"model","parts":[{"text":"Let me see."},
                           {"functionCall":{"id":"t1","name":"f","args":{"a":1.50}}},
                           {"functionCall":{"id":"t2","name":"g","args":{}}}]},
                         {"role":"user","parts":[
                           {"functionResponse":{"id":"t1","name":"f","response":{"x":1}}},
                           {"functionResponse":{"id":"t2","name":"g","response":{"output":"two"}}},
                           {"text":"and?"}]}]}"""),
                conversation("what is no JSON object is kept as a text", OLD, """
                        [{"role":"user","content":"a"},
                         {"role":"assistant","tool_calls":[{"id":"t1","function":{"name":"f","arguments":"half {"}}]},
                         {"role":"tool","tool_call_id":"t1","content":"[1,2]"},
                         {"role":"tool","tool_call_id":"stray","content":""}]""", """
                        {"contents":[{"role":"user","parts":[{"text":"a"}]},
                         {"role":"model","parts":[{"functionCall":{"id":"t1","name":"f","args":{"arguments":"half {"}}}]},
                         {"role":"user","parts":[
                           {"functionResponse":{"id":"t1","name":"f","response":{"output":"[1,2]"}}},
                           {"functionResponse":{"id":"stray","name":"stray","response":{"output":""}}}]}]}"""),
                conversation("an image that a tool brings stands behind its result", OLD, """
                        [{"role":"user","content":"a"},
                         {"role":"assistant","tool_calls":[{"id":"t1","function":{"name":"f","arguments":"{}"}}]},
                         {"role":"tool","tool_call_id":"t1","content":[{"type":"text","text":"see"},
                           {"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}}]}]""", """
                        {"contents":[{"role":"user","parts":[{"text":"a"}]},
                         {"role":"model","parts":[{"functionCall":{"id":"t1","name":"f","args":{}}}]},
                         {"role":"user","parts":[
                           {"functionResponse":{"id":"t1","name":"f","response":{"output":"see"}}},
                           {"inlineData":{"mimeType":"image/png","data":"AAAA"}}]}]}"""),
                conversation("signatures come back to the parts that brought them", LEVEL, """
                        [{"role":"user","content":"a"},
                         {"role":"assistant","content":"b","reasoning_content":"Hm",
                          "extra_content":{"google":{"thought_signature":"dGV4dA=="}},
                          "images":[{"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"},
                            "extra_content":{"google":{"thought_signature":"aW1hZ2U="}}}],
                          "tool_calls":[
                           {"id":"t1","type":"function","function":{"name":"f","arguments":"{}"},
                            "extra_content":{"google":{"thought_signature":"Y2FsbA=="}}},
                           {"id":"t2","type":"function","function":{"name":"f","arguments":"{}"}}]},
                         {"role":"tool","tool_call_id":"t1","content":"1"},{"role":"tool","tool_call_id":"t2","content":"2"},
                         {"role":"assistant","content":null,"extra_content":{"google":{"thought_signature":"ZW1wdHk="}}},
                         {"role":"user","content":"c"}]""", """
                        {"contents":[{"role":"user","parts":[{"text":"a"}]},
                         {"role":"model","parts":[{"text":"b","thoughtSignature":"dGV4dA=="},
                           {"inlineData":{"mimeType":"image/png","data":"AAAA"},"thoughtSignature":"aW1hZ2U="},
                           {"functionCall":{"id":"t1","name":"f","args":{}},"thoughtSignature":"Y2FsbA=="},
                           {"functionCall":{"id":"t2","name":"f","args":{}}}]},
                         {"role":"user","parts":[
                           {"functionResponse":{"id":"t1","name":"f","response":{"output":"1"}}},
                           {"functionResponse":{"id":"t2","name":"f","response":{"output":"2"}}}]},
                         {"role":"model","parts":[{"text":"","thoughtSignature":"ZW1wdHk="}]},
                         {"role":"user","parts":[{"text":"c"}]}]}"""),
                conversation("a call of another vendor gets the signature that Google takes for such", LEVEL, """
                        [{"role":"user","content":"a"},
                         {"role":"assistant","tool_calls":[
                          {"id":"t1","function":{"name":"f","arguments":"{}"}},{"id":"t2","function":{"name":"f","arguments":"{}"}}]}]""", """
                        {"contents":[{"role":"user","parts":[{"text":"a"}]},
                         {"role":"model","parts":[
                          {"functionCall":{"id":"t1","name":"f","args":{}},"thoughtSignature":"c2tpcF90aG91Z2h0X3NpZ25hdHVyZV92YWxpZGF0b3I="},
                          {"functionCall":{"id":"t2","name":"f","args":{}}}]}]}"""),
                conversation("parts of Google's own tools come back, and no other vendor's", LEVEL, """
                        [{"role":"user","content":"a"},
                         {"role":"assistant","content":"b","provider_content":[
                          {"index":0,"toolCall":{"id":"x","toolType":"FILE_SEARCH"},"thoughtSignature":"c2ln"},
                          {"type":"server_tool_use","id":"srv"}]}]""", """
                        {"contents":[{"role":"user","parts":[{"text":"a"}]},
                         {"role":"model","parts":[{"toolCall":{"id":"x","toolType":"FILE_SEARCH"},"thoughtSignature":"c2ln"},{"text":"b"}]}]}"""),
                conversation("images, audio, video and files", BUDGET, """
                        [{"role":"user","content":[
                          {"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA","detail":"low"}},
                          {"type":"image_url","image_url":{"url":"gs://bucket/x.png"}},
                          {"type":"video_url","video_url":{"url":"https://www.youtube.com/watch?v=x"}},
                          {"type":"input_audio","input_audio":{"data":"BBBB","format":"mp3"}},
                          {"type":"file","file":{"filename":"a.pdf","file_data":"data:application/pdf;base64,CCCC"}},
                          {"type":"file","file":{"filename":"b.TXT","file_data":"SGk="}},
                          {"type":"file","file":{"file_id":"files/abc","filename":"c.mp4"}},
                          {"type":"file","file":{"file_id":"https://generativelanguage.googleapis.com/v1beta/files/abc"}}]}]""", """
                        {"contents":[{"role":"user","parts":[
                          {"inlineData":{"mimeType":"image/png","data":"AAAA"}},
                          {"fileData":{"fileUri":"gs://bucket/x.png"}},
                          {"fileData":{"fileUri":"https://www.youtube.com/watch?v=x"}},
                          {"inlineData":{"mimeType":"audio/mp3","data":"BBBB"}},
                          {"inlineData":{"mimeType":"application/pdf","data":"CCCC"}},
                          {"inlineData":{"mimeType":"text/plain","data":"SGk="}},
                          {"fileData":{"fileUri":"https://generativelanguage.googleapis.com/v1beta/files/abc","mimeType":"video/mp4"}},
                          {"fileData":{"fileUri":"https://generativelanguage.googleapis.com/v1beta/files/abc"}}]}]}"""),
                conversation("a conversation that the assistant begins", BUDGET, """
                        [{"role":"assistant","content":"Welcome"},{"role":"user","content":""}]""", """
                        {"contents":[{"role":"user","parts":[{"text":"(The assistant speaks first.)"}]},
                         {"role":"model","parts":[{"text":"Welcome"}]}]}"""),
                conversation(
                        "system messages alone are asked as the user's",
                        BUDGET,
                        "[{\"role\":\"system\",\"content\":\"S\"}]",
                        "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"S\"}]}]}"),
                conversation(
                        "a model without system messages hears them from the user",
                        "gemma-3-27b-it",
                        "[{\"role\":\"user\",\"content\":\"Hi\"},{\"role\":\"system\",\"content\":\"S\"}]",
                        "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"S\"},{\"text\":\"Hi\"}]}]}"),
                conversation("an earlier refusal is what was said", BUDGET, """
                        [{"role":"user","content":"a"},{"role":"assistant","content":null,"refusal":"No."},{"role":"user","content":"b"}]""", """
                        {"contents":[{"role":"user","parts":[{"text":"a"}]},{"role":"model","parts":[{"text":"No."}]},
                         {"role":"user","parts":[{"text":"b"}]}]}"""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("conversations")
    void writesConversations(String name, String model, String messages, String expected) {
        GoogleRequests.Sent sent = sent(model, "\"messages\":" + messages);

        assertThat(sent.body()).isEqualTo(Json.MAPPER.readTree(expected));
        assertThat(sent.dropped()).isEmpty();
    }

    private static Arguments conversation(String name, String model, String messages, String expected) {
        return Arguments.of(name, model, messages, expected);
    }
}
