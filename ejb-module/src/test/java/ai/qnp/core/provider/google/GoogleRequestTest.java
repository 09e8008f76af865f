package ai.qnp.core.provider.google;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.openai.Json;
import ai.qnp.core.provider.Encoded;
import ai.qnp.core.provider.EncodingContext;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.FetchedFile;
import ai.qnp.core.provider.Requests;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class GoogleRequestTest {
    private static final String OLD = "gemini-2.0-flash";
    private static final String BUDGET = "gemini-2.5-flash";
    private static final String LEVEL = "gemini-3.5-flash";
    private static final String HI = "[{\"role\":\"user\",\"content\":\"Hi\"}]";
    private static final String HI_TURN = "{\"role\":\"user\",\"parts\":[{\"text\":\"Hi\"}]}";

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
        Sent sent = sent(model, "\"messages\":" + messages);

        assertThat(sent.body).isEqualTo(Json.MAPPER.readTree(expected));
        assertThat(sent.dropped).isEmpty();
    }

    static List<Arguments> fields() {
        return List.of(
                field("nothing but the conversation", LEVEL, "", "{}"),
                config("a cap", LEVEL, "\"max_tokens\":7", "{\"maxOutputTokens\":7}"),
                config(
                        "the newer cap counts",
                        LEVEL,
                        "\"max_tokens\":7,\"max_completion_tokens\":9",
                        "{\"maxOutputTokens\":9}"),
                config(
                        "sampling",
                        LEVEL,
                        "\"temperature\":0.5,\"top_p\":0.9,\"top_k\":40,\"seed\":-3,\"stop\":\"END\"",
                        "{\"temperature\":0.5,\"topP\":0.9,\"topK\":40,\"seed\":-3,\"stopSequences\":[\"END\"]}"),
                config(
                        "values out of Google's range",
                        LEVEL,
                        "\"temperature\":2.5,\"seed\":4294967296,\"stop\":[\"\",\"b\"]",
                        "{\"temperature\":2,\"stopSequences\":[\"b\"]}",
                        "temperature",
                        "seed"),
                config(
                        "penalties, where the model has them",
                        OLD,
                        "\"presence_penalty\":0.5,\"frequency_penalty\":-1",
                        "{\"presencePenalty\":0.5,\"frequencyPenalty\":-1}"),
                field(
                        "penalties, where it has none",
                        BUDGET,
                        "\"presence_penalty\":0.5,\"frequency_penalty\":1",
                        "{}",
                        "presence_penalty",
                        "frequency_penalty"),
                field(
                        "defaults that many clients send",
                        LEVEL,
                        "\"n\":1,\"presence_penalty\":0,\"frequency_penalty\":0.0,\"logprobs\":false,\"stream\":false,"
                                + "\"parallel_tool_calls\":true,\"service_tier\":\"auto\",\"modalities\":[\"text\"],"
                                + "\"response_format\":{\"type\":\"text\"},\"user\":null",
                        "{}"),
                config("choices", LEVEL, "\"n\":3", "{\"candidateCount\":3}"),
                config(
                        "log probabilities",
                        LEVEL,
                        "\"logprobs\":true,\"top_logprobs\":5",
                        "{\"responseLogprobs\":true,\"logprobs\":5}"),
                config(
                        "a JSON object",
                        LEVEL,
                        "\"response_format\":{\"type\":\"json_object\"}",
                        "{\"responseMimeType\":\"application/json\"}"),
                config(
                        "a schema",
                        LEVEL,
                        "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"n\",\"strict\":true,"
                                + "\"schema\":{\"type\":\"object\",\"$defs\":{}}}}",
                        "{\"responseMimeType\":\"application/json\",\"responseJsonSchema\":{\"type\":\"object\",\"$defs\":{}}}"),
                config(
                        "images beside text",
                        LEVEL,
                        "\"modalities\":[\"text\",\"image\"]",
                        "{\"responseModalities\":[\"TEXT\",\"IMAGE\"]}"),
                config(
                        "speech",
                        LEVEL,
                        "\"modalities\":[\"text\",\"audio\"],\"audio\":{\"voice\":\"Kore\",\"format\":\"pcm16\"}",
                        "{\"responseModalities\":[\"AUDIO\"],\"speechConfig\":{\"voiceConfig\":{\"prebuiltVoiceConfig\":{\"voiceName\":\"Kore\"}}}}"),
                field("a tier", LEVEL, "\"service_tier\":\"flex\"", "{\"serviceTier\":\"flex\"}"),
                field("the usual tier", LEVEL, "\"service_tier\":\"default\"", "{\"serviceTier\":\"standard\"}"),
                field("a tier that Google has not", LEVEL, "\"service_tier\":\"scale\"", "{}", "service_tier"),
                field(
                        "what only tunes",
                        LEVEL,
                        "\"user\":\"u\",\"metadata\":{\"a\":\"b\"},\"store\":true,\"logit_bias\":{\"1\":2},\"prediction\":{}",
                        "{}",
                        "user",
                        "metadata",
                        "store",
                        "logit_bias",
                        "prediction"));
    }

    static List<Arguments> ownFields() {
        String safety = "[{\"category\":\"HARM_CATEGORY_HARASSMENT\",\"threshold\":\"BLOCK_NONE\"}]";
        return List.of(
                field(
                        "Google's own fields at the top",
                        LEVEL,
                        "\"safety_settings\":" + safety + ",\"cached_content\":\"cachedContents/x\","
                                + "\"thinking_config\":{\"thinking_level\":\"low\"}",
                        "{\"safetySettings\":" + safety + ",\"cachedContent\":\"cachedContents/x\","
                                + "\"generationConfig\":{\"thinkingConfig\":{\"thinking_level\":\"low\"}}}"),
                field(
                        "where Google's compatibility has them",
                        LEVEL,
                        "\"extra_body\":{\"google\":{\"thinking_config\":{\"thinking_budget\":0},\"thought_tag_marker\":\"think\"}},"
                                + "\"google\":{\"safetySettings\":" + safety + "}",
                        "{\"generationConfig\":{\"thinkingConfig\":{\"thinking_budget\":0}},\"safetySettings\":"
                                + safety + "}",
                        "extra_body.google.thought_tag_marker"),
                field(
                        "they win over what is translated and join the rest",
                        LEVEL,
                        "\"reasoning_effort\":\"high\",\"max_tokens\":5,\"thinkingConfig\":{\"thinkingLevel\":\"low\"},"
                                + "\"generation_config\":{\"mediaResolution\":\"MEDIA_RESOLUTION_LOW\"}",
                        "{\"generationConfig\":{\"maxOutputTokens\":5,\"thinkingConfig\":{\"thinkingLevel\":\"low\"},"
                                + "\"mediaResolution\":\"MEDIA_RESOLUTION_LOW\"}}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"fields", "ownFields"})
    void writesFields(String name, String model, String fields, String expected, List<String> dropped) {
        Sent sent = sent(model, "\"messages\":" + HI + (fields.isEmpty() ? "" : "," + fields));

        String rest = expected.equals("{}") ? "}" : "," + expected.substring(1);
        assertThat(sent.body).isEqualTo(Json.MAPPER.readTree("{\"contents\":[" + HI_TURN + "]" + rest));
        assertThat(sent.dropped).containsExactlyInAnyOrderElementsOf(dropped);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "gemini-2.5-flash | none | {\"thinkingBudget\":0} | false",
                "gemini-2.5-flash | minimal | {\"thinkingBudget\":1024,\"includeThoughts\":true} | false",
                "gemini-2.5-flash | medium | {\"thinkingBudget\":8192,\"includeThoughts\":true} | false",
                "gemini-2.5-flash | high | {\"thinkingBudget\":24576,\"includeThoughts\":true} | false",
                "gemini-2.5-flash | xhigh | {\"thinkingBudget\":24576,\"includeThoughts\":true} | true",
                "gemini-2.5-pro | none | {\"thinkingBudget\":128} | true",
                "gemini-3.5-flash | none | {\"thinkingLevel\":\"minimal\"} | true",
                "gemini-3.5-flash | minimal | {\"thinkingLevel\":\"minimal\",\"includeThoughts\":true} | false",
                "gemini-3.5-flash | medium | {\"thinkingLevel\":\"medium\",\"includeThoughts\":true} | false",
                "gemini-3.1-pro-preview | minimal | {\"thinkingLevel\":\"low\",\"includeThoughts\":true} | true",
                "gemini-3-pro-preview | medium | {\"thinkingLevel\":\"high\",\"includeThoughts\":true} | true",
                "gemini-4-argon | high | {\"thinkingLevel\":\"high\",\"includeThoughts\":true} | false",
                "gemini-flash-latest | low | {\"thinkingLevel\":\"low\",\"includeThoughts\":true} | false",
                "gemini-2.0-flash | none | | false",
                "gemini-2.0-flash | low | | true",
                "gemini-3-pro-image | low | | true",
                "gemma-4-31b-it | low | | true",
            })
    void thinksAsHardAsTheModelCan(String model, String effort, String expected, boolean isDropped) {
        Sent sent = sent(model, "\"messages\":" + HI + ",\"reasoning_effort\":\"" + effort + "\"");

        JsonNode wanted = expected == null ? Json.MAPPER.missingNode() : Json.MAPPER.readTree(expected);
        assertThat(sent.body.at("/generationConfig/thinkingConfig")).isEqualTo(wanted);
        assertThat(sent.dropped).isEqualTo(isDropped ? List.of("reasoning_effort") : List.of());
    }

    private static final String FUNCTION =
            "{\"type\":\"function\",\"function\":{\"name\":\"f\",\"description\":\"d\",\"strict\":true,\"parameters\":"
                    + "{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"#/$defs/x\"}}}}}";
    private static final String DECLARATION =
            "{\"name\":\"f\",\"description\":\"d\",\"parametersJsonSchema\":{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"#/$defs/x\"}}}}";
    private static final String DECLARED = "\"tools\":[{\"functionDeclarations\":[" + DECLARATION + "]}]";

    static List<Arguments> tools() {
        String tools = "\"tools\":[" + FUNCTION + "]";
        return List.of(
                field("a function with its whole schema", LEVEL, tools, "{" + DECLARED + "}"),
                field(
                        "a function without parameters",
                        LEVEL,
                        "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"g\"}}]",
                        "{\"tools\":[{\"functionDeclarations\":[{\"name\":\"g\",\"parametersJsonSchema\":{\"type\":\"object\",\"properties\":{}}}]}]}"),
                choice("auto", "\"auto\"", "{\"mode\":\"AUTO\"}"),
                choice("none", "\"none\"", "{\"mode\":\"NONE\"}"),
                choice("required", "\"required\"", "{\"mode\":\"ANY\"}"),
                choice(
                        "one by name",
                        "{\"type\":\"function\",\"function\":{\"name\":\"f\"}}",
                        "{\"mode\":\"ANY\",\"allowedFunctionNames\":[\"f\"]}"),
                choice(
                        "one of some",
                        "{\"type\":\"allowed_tools\",\"allowed_tools\":{\"mode\":\"required\",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]}}",
                        "{\"mode\":\"ANY\",\"allowedFunctionNames\":[\"f\"]}"),
                choice(
                        "some or none",
                        "{\"type\":\"allowed_tools\",\"allowed_tools\":{\"mode\":\"auto\",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]}}",
                        "{\"mode\":\"VALIDATED\",\"allowedFunctionNames\":[\"f\"]}"),
                field(
                        "one call at a time, which Google can't promise",
                        LEVEL,
                        tools + ",\"parallel_tool_calls\":false",
                        "{" + DECLARED + "}",
                        "parallel_tool_calls"),
                field(
                        "Google's own tools, by type or in its own words",
                        LEVEL,
                        "\"tools\":[{\"type\":\"google_search\"},{\"codeExecution\":{}},"
                                + "{\"type\":\"file_search\",\"file_search\":{\"file_search_store_names\":[\"s\"]}}]",
                        "{\"tools\":[{\"googleSearch\":{}},{\"codeExecution\":{}},{\"fileSearch\":{\"file_search_store_names\":[\"s\"]}}]}"),
                field(
                        "own tools beside functions are announced",
                        LEVEL,
                        "\"tools\":[" + FUNCTION + ",{\"type\":\"url_context\"}]",
                        "{\"tools\":[{\"functionDeclarations\":[" + DECLARATION
                                + "]},{\"urlContext\":{}}],\"toolConfig\":{\"includeServerSideToolInvocations\":true}}"),
                field(
                        "OpenAI's web search is Google's",
                        LEVEL,
                        "\"web_search_options\":{\"search_context_size\":\"low\"}",
                        "{\"tools\":[{\"googleSearch\":{}}]}",
                        "web_search_options"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tools")
    void writesTools(String name, String model, String fields, String expected, List<String> dropped) {
        writesFields(name, model, fields, expected, dropped);
    }

    static List<Arguments> unsupported() {
        return List.of(
                Arguments.of("\"n\":9,\"messages\":" + HI, "n"),
                Arguments.of("\"functions\":[{\"name\":\"f\"}],\"messages\":" + HI, "functions"),
                Arguments.of(
                        "\"modalities\":[\"text\",\"audio\"],\"audio\":{\"voice\":\"Kore\",\"format\":\"mp3\"},\"messages\":"
                                + HI,
                        "audio.format"),
                Arguments.of(
                        "\"tools\":[{\"type\":\"custom\",\"custom\":{\"name\":\"c\"}}],\"messages\":" + HI, "tools[0]"),
                Arguments.of("\"tool_choice\":\"some\",\"tools\":[" + FUNCTION + "],\"messages\":" + HI, "tool_choice"),
                Arguments.of(
                        "\"tool_choice\":{\"type\":\"custom\"},\"tools\":[" + FUNCTION + "],\"messages\":" + HI,
                        "tool_choice"),
                Arguments.of(
                        "\"response_format\":{\"type\":\"json_object\"},\"tools\":[" + FUNCTION + "],\"messages\":"
                                + HI,
                        "response_format"),
                Arguments.of("\"response_format\":{\"type\":\"grammar\"},\"messages\":" + HI, "response_format.type"),
                Arguments.of(
                        part("{\"type\":\"image_url\",\"image_url\":{\"url\":\"ftp://x\"}}"),
                        "messages[0].content[1].image_url.url"),
                Arguments.of(
                        part("{\"type\":\"file\",\"file\":{\"file_id\":\"file-1\"}}"), "messages[0].content[1].file"),
                Arguments.of(
                        part("{\"type\":\"file\",\"file\":{\"filename\":\"x.unknown\",\"file_data\":\"AAAA\"}}"),
                        "messages[0].content[1].file"),
                Arguments.of(part("{\"type\":\"hologram\"}"), "messages[0].content[1].type"),
                Arguments.of(
                        "\"messages\":[{\"role\":\"assistant\",\"content\":null,\"audio\":{\"id\":\"audio_1\"}}]",
                        "messages[0].audio"),
                Arguments.of(
                        "\"messages\":[{\"role\":\"assistant\",\"content\":null,\"function_call\":{\"name\":\"f\"}}]",
                        "messages[0].function_call"),
                Arguments.of(
                        "\"messages\":[{\"role\":\"user\",\"content\":\"x\"},{\"role\":\"function\",\"name\":\"f\",\"content\":\"x\"}]",
                        "messages[1].role"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("unsupported")
    void saysWhatGoogleCannotDo(String fields, String param) {
        Encoded encoded = encoded(BUDGET, fields, Map.of());

        assertThat(encoded).isInstanceOfSatisfying(Encoded.Unsupported.class, unsupported -> {
            Failure failure = unsupported.failure();
            assertThat(failure.failureClass()).isEqualTo(FailureClass.UNSUPPORTED);
            assertThat(failure.code()).isEqualTo("unsupported_parameter");
            assertThat(failure.param()).isEqualTo(param);
            assertThat(failure.message()).contains(param);
        });
    }

    @Test
    void asksForFilesOnTheWebAndSendsThemInside() {
        String image = "https://example.com/x.png";
        String file = "http://example.com/y.pdf";
        String fields =
                "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\""
                        + image + "\"}},{\"type\":\"file\",\"file\":{\"file_data\":\"" + file + "\"}}]}]";

        Encoded first = encoded(BUDGET, fields, Map.of());
        Encoded second = encoded(
                BUDGET,
                fields,
                Map.of(image, new FetchedFile("image/png", "AAAA"), file, new FetchedFile("application/pdf", "BBBB")));

        assertThat(first).isEqualTo(new Encoded.NeedsFiles(java.util.Set.of(image, file)));
        JsonNode parts = Json.MAPPER
                .readTree(((Encoded.Ready) second).request().body().utf8())
                .at("/contents/0/parts");
        assertThat(parts)
                .isEqualTo(Json.MAPPER.readTree("[{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"AAAA\"}},"
                        + "{\"inlineData\":{\"mimeType\":\"application/pdf\",\"data\":\"BBBB\"}}]"));
    }

    @ParameterizedTest
    @CsvSource({
        "gemini-2.5-flash, /models/gemini-2.5-flash",
        "models/gemini-x, /models/gemini-x",
        "tunedModels/mine-1, /tunedModels/mine-1",
        "../../evil?key=1, /models/..%2F..%2Fevil%3Fkey%3D1",
        "a b, /models/a%20b"
    })
    void namesTheModelInThePath(String model, String path) {
        Encoded.Ready whole = (Encoded.Ready) encoded(model, "\"messages\":" + HI, Map.of());
        Encoded.Ready stream = (Encoded.Ready) encoded(model, "\"stream\":true,\"messages\":" + HI, Map.of());

        assertThat(whole.request().path()).isEqualTo(path + ":generateContent");
        assertThat(whole.request().stream()).isFalse();
        assertThat(stream.request().path()).isEqualTo(path + ":streamGenerateContent?alt=sse");
        assertThat(stream.request().stream()).isTrue();
        assertThat(stream.request().body()).isEqualTo(whole.request().body());
    }

    @Test
    void presentsItselfAsGoogleWants() {
        var profile = Google.provider().profile();

        assertThat(profile.auth().header()).isEqualTo("x-goog-api-key");
        assertThat(profile.auth().prefix()).isEmpty();
        assertThat(profile.baseUrl().getPath()).isEqualTo("/v1beta");
        assertThat(profile.environmentKeys()).containsExactly("GEMINI_API_KEY", "GOOGLE_API_KEY");
    }

    private record Sent(JsonNode body, List<String> dropped) {}

    private static Sent sent(String model, String fields) {
        Encoded.Ready ready = (Encoded.Ready) encoded(model, fields, Map.of());
        return new Sent(Json.MAPPER.readTree(ready.request().body().utf8()), ready.dropped());
    }

    private static Encoded encoded(String model, String fields, Map<String, FetchedFile> files) {
        return Google.provider()
                .chat()
                .encode(
                        Requests.read("{\"model\":\"a\"," + fields + "}"),
                        EncodingContext.of(model).with(files));
    }

    private static String part(String part) {
        return "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"x\"}," + part + "]}]";
    }

    private static Arguments conversation(String name, String model, String messages, String expected) {
        return Arguments.of(name, model, messages, expected);
    }

    private static Arguments field(String name, String model, String fields, String expected, String... dropped) {
        return Arguments.of(name, model, fields, expected, List.of(dropped));
    }

    private static Arguments config(String name, String model, String fields, String expected, String... dropped) {
        return field(name, model, fields, "{\"generationConfig\":" + expected + "}", dropped);
    }

    private static Arguments choice(String name, String choice, String expected) {
        return field(
                name,
                LEVEL,
                "\"tools\":[" + FUNCTION + "],\"tool_choice\":" + choice,
                "{" + DECLARED + ",\"toolConfig\":{\"functionCallingConfig\":" + expected + "}}");
    }
}
