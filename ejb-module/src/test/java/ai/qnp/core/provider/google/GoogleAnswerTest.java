package ai.qnp.core.provider.google;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.metering.TokenPart;
import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.openai.Json;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.Decoded;
import ai.qnp.core.provider.StreamRun;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class GoogleAnswerTest {
    static List<Arguments> candidates() {
        return List.of(
                candidate("texts are joined, thoughts stand apart", """
                        {"content":{"parts":[{"text":"Hm","thought":true},{"text":"a"},{"text":"b","thoughtSignature":"c2ln"}]},
                         "finishReason":"STOP"}""", """
                        {"content":"ab","reasoning_content":"Hm","extra_content":{"google":{"thought_signature":"c2ln"}}}""", "stop"),
                candidate("calls, with the id that Google gave and with one made here", """
                        {"content":{"parts":[
                          {"functionCall":{"id":"fc1","name":"f","args":{"a":1.50}},"thoughtSignature":"c2ln"},
                          {"functionCall":{"name":"g"}}]},"finishReason":"STOP"}""", """
                        {"content":null,"tool_calls":[
                          {"id":"fc1","type":"function","function":{"name":"f","arguments":"{\\"a\\":1.50}"},
                           "extra_content":{"google":{"thought_signature":"c2ln"}}},
                          {"id":"call_2e723adcbaea3598a6b9f1c1","type":"function","function":{"name":"g","arguments":"{}"}}]}""", "tool_calls"),
                candidate("a call that was not declared is a call all the same", """
                        {"content":{"parts":[{"functionCall":{"id":"fc1","name":"f","args":{}}}]},"finishReason":"UNEXPECTED_TOOL_CALL"}""", """
                        {"content":null,"tool_calls":[{"id":"fc1","type":"function","function":{"name":"f","arguments":"{}"}}]}""", "tool_calls"),
                candidate("images are no text", """
                        {"content":{"parts":[{"inlineData":{"mimeType":"image/png","data":"AAAA"},"thoughtSignature":"c2ln"}]},"finishReason":"STOP"}""", """
                        {"content":null,"images":[{"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"},
                          "extra_content":{"google":{"thought_signature":"c2ln"}}}]}""", "stop"),
                candidate("speech in pieces is one", """
                        {"content":{"parts":[{"inlineData":{"mimeType":"audio/L16;rate=24000","data":"AQ=="}},
                          {"inlineData":{"mimeType":"audio/L16;rate=24000","data":"Ag=="}}]},"finishReason":"STOP"}""", """
                        {"content":null,"audio":{"id":"audio_d1fd422433c930cdb71d79a6","expires_at":1700000000,"data":"AQI=","transcript":""}}""", "stop"),
                candidate("Google's own tools are no calls, and an image thought of is no image", """
                        {"content":{"parts":[{"executableCode":{"code":"1"}},{"codeExecutionResult":{"output":"1"}},{"text":"One."},
                          {"thought":true,"inlineData":{"mimeType":"image/png","data":"AAAA"}}]},"finishReason":"STOP"}""", """
                        {"content":"One.","provider_content":[{"executableCode":{"code":"1"}},{"codeExecutionResult":{"output":"1"}},
                          {"thought":true,"inlineData":{"mimeType":"image/png","data":"AAAA"}}]}""", "stop"),
                candidate("grounding without supports names its sources", """
                        {"content":{"parts":[{"text":"Hi"}]},"finishReason":"STOP",
                         "groundingMetadata":{"groundingChunks":[{"web":{"uri":"https://a.example","title":"A"}}]}}""", """
                        {"content":"Hi","grounding_metadata":{"groundingChunks":[{"web":{"uri":"https://a.example","title":"A"}}]},
                         "annotations":[{"type":"url_citation","url_citation":{"url":"https://a.example","title":"A","start_index":0,"end_index":0}}]}""", "stop"),
                candidate("a segment is found by its text where Google counts differently", """
                        {"content":{"parts":[{"text":"Hm","thought":true},{"text":"é Vienna is old."}]},"finishReason":"STOP",
                         "groundingMetadata":{"groundingChunks":[{"web":{"uri":"https://a.example","title":"A"}}],
                          "groundingSupports":[{"segment":{"partIndex":1,"startIndex":9,"endIndex":15,"text":"Vienna"},"groundingChunkIndices":[0]}]}}""", """
                        {"content":"é Vienna is old.","reasoning_content":"Hm",
                         "grounding_metadata":{"groundingChunks":[{"web":{"uri":"https://a.example","title":"A"}}],
                          "groundingSupports":[{"segment":{"partIndex":1,"startIndex":9,"endIndex":15,"text":"Vienna"},"groundingChunkIndices":[0]}]},
                         "annotations":[{"type":"url_citation","url_citation":{"url":"https://a.example","title":"A","start_index":2,"end_index":8}}]}""", "stop"),
                candidate("nothing but a reason", "{\"finishReason\":\"OTHER\"}", "{\"content\":\"\"}", "OTHER"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("candidates")
    void readsCandidates(String name, String candidate, String message, String finishReason) {
        JsonNode choice = decoded("{\"candidates\":[" + candidate + "]}").at("/choices/0");

        ObjectNode wanted =
                Json.MAPPER.createObjectNode().put("role", "assistant").putNull("refusal");
        wanted.setAll((ObjectNode) Json.MAPPER.readTree(message));
        assertThat(choice.path("message")).isEqualTo(wanted);
        assertThat(choice.path("finish_reason").asString()).isEqualTo(finishReason);
    }

    @ParameterizedTest
    @CsvSource({
        "STOP, stop",
        "MAX_TOKENS, length",
        "SAFETY, content_filter",
        "RECITATION, content_filter",
        "BLOCKLIST, content_filter",
        "PROHIBITED_CONTENT, content_filter",
        "SPII, content_filter",
        "IMAGE_SAFETY, content_filter",
        "MODEL_ARMOR, content_filter",
        "LANGUAGE, content_filter",
        "MALFORMED_RESPONSE, MALFORMED_RESPONSE"
    })
    void tellsFinishReasonsInOpenAisWords(String given, String told) {
        JsonNode answer = decoded(
                "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"x\"}]},\"finishReason\":\"" + given + "\"}]}");

        assertThat(answer.at("/choices/0/finish_reason").asString()).isEqualTo(told);
    }

    @Test
    void everyCandidateIsAChoiceWithItsOwnReason() {
        JsonNode answer = decoded("""
                {"candidates":[
                 {"index":1,"content":{"parts":[{"functionCall":{"name":"f"}}]},"finishReason":"STOP"},
                 {"content":{"parts":[{"functionCall":{"name":"f"}}]},"finishReason":"STOP"},
                 {"index":2,"content":{"parts":[{"text":"c"}]},"finishReason":"MAX_TOKENS"}]}""");

        assertThat(answer.path("choices")
                        .valueStream()
                        .map(choice -> choice.path("finish_reason").asString()))
                .containsExactly("tool_calls", "tool_calls", "length");
        assertThat(answer.at("/choices/0/message/tool_calls/0/id"))
                .isNotEqualTo(answer.at("/choices/1/message/tool_calls/0/id"));
        assertThat(answer.at("/choices/2/message/content").asString()).isEqualTo("c");
    }

    @Test
    void aBlockedPromptIsAnAnswerWithoutContent() {
        Decoded decoded = Google.provider()
                .chat()
                .decode(
                        JsonText.of("{\"promptFeedback\":{\"blockReason\":\"SAFETY\",\"blockReasonMessage\":\"Why\"},"
                                + "\"usageMetadata\":{\"promptTokenCount\":5}}"),
                        StreamRun.CONTEXT);

        assertThat(decoded).isInstanceOfSatisfying(Decoded.Completion.class, completion -> {
            JsonNode choice = Json.MAPPER.readTree(completion.json().utf8()).at("/choices/0");
            assertThat(choice.at("/message/content").isNull()).isTrue();
            assertThat(choice.at("/message/refusal").asString()).isEqualTo("Why");
            assertThat(completion.finishReason()).isEqualTo("content_filter");
            assertThat(completion.usage()).isEqualTo(TokenUsage.of(5, 0));
        });
    }

    @Test
    void countsTokensByTheirKind() {
        Decoded decoded = Google.provider().chat().decode(JsonText.of("""
                {"candidates":[{"content":{"parts":[{"text":"x"}]},"finishReason":"STOP"}],
                 "usageMetadata":{"promptTokenCount":100,"toolUsePromptTokenCount":20,"candidatesTokenCount":30,
                  "thoughtsTokenCount":7,"cachedContentTokenCount":40,"totalTokenCount":157,
                  "promptTokensDetails":[{"modality":"TEXT","tokenCount":10},{"modality":"AUDIO","tokenCount":60},
                   {"modality":"IMAGE","tokenCount":30}],
                  "toolUsePromptTokensDetails":[{"modality":"IMAGE","tokenCount":5}],
                  "candidatesTokensDetails":[{"modality":"IMAGE","tokenCount":25},{"modality":"AUDIO","tokenCount":4}]}}"""), StreamRun.CONTEXT);

        assertThat(((Decoded.Completion) decoded).usage())
                .isEqualTo(new TokenUsage(120, 37, 40, 0, 0, 7, 60, 4, false)
                        .with(TokenPart.IMAGE_PROMPT, 35)
                        .with(TokenPart.IMAGE_COMPLETION, 25));
    }

    @ParameterizedTest
    @CsvSource({"standard, default", "flex, flex", "priority, priority"})
    void namesTheTierThatItWasServedWith(String given, String told) {
        JsonNode answer = decoded("{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"x\"}]}}],"
                + "\"usageMetadata\":{\"serviceTier\":\"" + given + "\"}}");

        assertThat(answer.path("service_tier").asString()).isEqualTo(told);
    }

    private static JsonNode decoded(String answer) {
        Decoded decoded = Google.provider().chat().decode(JsonText.of(answer), StreamRun.CONTEXT);
        return Json.MAPPER.readTree(((Decoded.Completion) decoded).json().utf8());
    }

    private static Arguments candidate(String name, String candidate, String message, String finishReason) {
        return Arguments.of(name, candidate, message, finishReason);
    }
}
