package ai.qnp.core.provider.mistral;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.provider.compatible.Sending;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class MistralRequestTest {
    private static final String TOOL = "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]";

    private final Sending mistral = new Sending(Mistral.provider(), "mistral-small-latest");

    @Test
    void givesFieldsTheirNamesAtMistral() {
        JsonNode sent = mistral.fields("\"seed\":7,\"max_completion_tokens\":5,\"tool_choice\":\"required\"," + TOOL);

        assertThat(sent.path("random_seed").asInt()).isEqualTo(7);
        assertThat(sent.path("max_tokens").asInt()).isEqualTo(5);
        assertThat(sent.path("tool_choice").asString()).isEqualTo("any");
        assertThat(sent.has("seed") || sent.has("max_completion_tokens")).isFalse();
    }

    @Test
    void passesMistralsOwnFieldsAndSeveralChoices() {
        JsonNode sent = mistral.fields(
                "\"n\":2,\"safe_prompt\":true,\"prompt_mode\":\"reasoning\",\"random_seed\":1,\"stop\":\"x\"");

        assertThat(sent.propertyNames()).contains("n", "safe_prompt", "prompt_mode", "random_seed", "stop");
    }

    @Test
    void leavesOutAndNamesWhatItWouldRefuse() {
        String fields = "\"user\":\"u\",\"store\":true,\"logit_bias\":{\"1\":2},\"service_tier\":\"flex\"";

        assertThat(mistral.dropped(fields)).containsExactly("user", "store", "logit_bias", "service_tier");
        assertThat(mistral.fields(fields).propertyNames()).containsExactlyInAnyOrder("model", "messages");
    }

    @Test
    void namesNoFieldThatSaysNothing() {
        assertThat(
                        mistral.dropped(
                                "\"logprobs\":false,\"store\":false,\"user\":null,\"logit_bias\":{},\"service_tier\":\"auto\",\"stream\":true,\"stream_options\":{\"include_usage\":true}"))
                .isEmpty();
    }

    @Test
    void refusesWhatItLacks() {
        assertThat(mistral.refused("\"logprobs\":true")).isEqualTo("logprobs");
        assertThat(mistral.refused("\"functions\":[{\"name\":\"f\"}]")).isEqualTo("functions");
        assertThat(mistral.refused("\"web_search_options\":{\"a\":1}")).isEqualTo("web_search_options");
        assertThat(mistral.refused("\"modalities\":[\"text\",\"audio\"]")).isEqualTo("modalities");
        assertThat(
                        mistral.refusedBody(
                                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"file\",\"file\":{\"file_id\":\"file-1\"}}]}]}"))
                .isEqualTo("messages");
    }

    @Test
    void boundsTheTemperature() {
        assertThat(mistral.fields("\"temperature\":2").path("temperature").asDouble())
                .isEqualTo(1.5);
        assertThat(mistral.dropped("\"temperature\":2")).containsExactly("temperature");
        assertThat(mistral.dropped("\"temperature\":0.3")).isEmpty();
    }

    @Test
    void knowsTwoEffortsForModelsThatCanBeSet() {
        assertThat(mistral.fields("\"reasoning_effort\":\"medium\"")
                        .path("reasoning_effort")
                        .asString())
                .isEqualTo("high");
        assertThat(mistral.dropped("\"reasoning_effort\":\"medium\"")).containsExactly("reasoning_effort");
        assertThat(mistral.dropped("\"reasoning_effort\":\"none\"")).isEmpty();
        assertThat(mistral.to("magistral-medium-latest").dropped("\"reasoning_effort\":\"high\""))
                .containsExactly("reasoning_effort");
    }

    @Test
    void sendsOnlyItsOwnMessageFields() {
        JsonNode sent = mistral.messages("""
                [{"role":"developer","content":"Be kind","name":"d"},
                 {"role":"assistant","content":"a","refusal":null,"reasoning_content":"r","annotations":[],
                  "provider_content":[{"x":1}],"cache_control":{"type":"ephemeral"}},
                 {"role":"user","content":[{"type":"text","text":"b","cache_control":{"type":"ephemeral"}}]}]
                """);

        assertThat(sent)
                .hasToString(
                        "[{\"role\":\"system\",\"content\":\"Be kind\"},{\"role\":\"assistant\",\"content\":\"a\"},"
                                + "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"b\"}]}]");
    }

    @Test
    void givesForeignToolCallsIdsThatFit() {
        JsonNode sent = mistral.messages("""
                [{"role":"user","content":"x"},
                 {"role":"assistant","content":null,"tool_calls":[
                   {"id":"call_tooLongForMistral","type":"function","function":{"name":"f","arguments":"{}"},
                    "extra_content":{"google":{"thought_signature":"c2ln"}}},
                   {"id":"abcdefgh1","type":"function","function":{"name":"g","arguments":"{}"}}]},
                 {"role":"tool","tool_call_id":"call_tooLongForMistral","content":"1","name":"f"},
                 {"role":"tool","tool_call_id":"abcdefgh1","content":"2"}]
                """);

        String made = sent.at("/1/tool_calls/0/id").asString();
        assertThat(made).matches("[a-zA-Z0-9]{9}");
        assertThat(sent.at("/2/tool_call_id").asString()).isEqualTo(made);
        assertThat(sent.at("/1/tool_calls/1/id").asString()).isEqualTo("abcdefgh1");
        assertThat(sent.at("/3/tool_call_id").asString()).isEqualTo("abcdefgh1");
        assertThat(sent.toString()).doesNotContain("c2ln", "\"name\":\"f\"}]");
    }

    @Test
    void turnsFilesAndAudioIntoItsOwnParts() {
        JsonNode parts = mistral.messages("""
                [{"role":"user","content":[
                  {"type":"file","file":{"filename":"a.pdf","file_data":"data:application/pdf;base64,AA=="}},
                  {"type":"input_audio","input_audio":{"data":"AA==","format":"wav"}},
                  {"type":"image_url","image_url":{"url":"https://x.test/a.png"}},
                  {"type":"document_url","document_url":"https://x.test/a.pdf"},
                  {"type":"file","file":{"file_data":"data:text/plain;base64,SGk="}}]}]
                """).at("/0/content");

        assertThat(parts.path(0))
                .hasToString(
                        "{\"type\":\"document_url\",\"document_url\":\"data:application/pdf;base64,AA==\",\"document_name\":\"a.pdf\"}");
        assertThat(parts.path(1)).hasToString("{\"type\":\"input_audio\",\"input_audio\":\"AA==\"}");
        assertThat(parts.path(2).at("/image_url/url").asString()).isEqualTo("https://x.test/a.png");
        assertThat(parts.path(4)).hasToString("{\"type\":\"text\",\"text\":\"Hi\"}");
        assertThat(parts.path(3).path("document_url").asString()).isEqualTo("https://x.test/a.pdf");
    }

    @Test
    void callsAnAnswersBeginningAPrefix() {
        JsonNode sent =
                mistral.messages("[{\"role\":\"user\",\"content\":\"x\"},{\"role\":\"assistant\",\"content\":\"y\"}]");

        assertThat(sent.at("/1/prefix").asBoolean()).isTrue();
        assertThat(sent.at("/0/prefix").isMissingNode()).isTrue();
    }

    @Test
    void givesToolsWithoutParametersAnEmptySchema() {
        assertThat(mistral.fields(TOOL).at("/tools/0/function/parameters"))
                .hasToString("{\"type\":\"object\",\"properties\":{}}");
    }
}
