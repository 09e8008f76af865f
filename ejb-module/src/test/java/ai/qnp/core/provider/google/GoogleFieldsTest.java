package ai.qnp.core.provider.google;

import static ai.qnp.core.provider.Requests.field;
import static ai.qnp.core.provider.google.GoogleRequests.BUDGET;
import static ai.qnp.core.provider.google.GoogleRequests.HI;
import static ai.qnp.core.provider.google.GoogleRequests.LEVEL;
import static ai.qnp.core.provider.google.GoogleRequests.OLD;
import static ai.qnp.core.provider.google.GoogleRequests.assertWritten;
import static ai.qnp.core.provider.google.GoogleRequests.config;
import static ai.qnp.core.provider.google.GoogleRequests.sent;
import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.openai.Json;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class GoogleFieldsTest {
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
        assertWritten(model, fields, expected, dropped);
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
        GoogleRequests.Sent sent = sent(model, "\"messages\":" + HI + ",\"reasoning_effort\":\"" + effort + "\"");

        JsonNode wanted = expected == null ? Json.MAPPER.missingNode() : Json.MAPPER.readTree(expected);
        assertThat(sent.body().at("/generationConfig/thinkingConfig")).isEqualTo(wanted);
        assertThat(sent.dropped()).isEqualTo(isDropped ? List.of("reasoning_effort") : List.of());
    }
}
