package ai.qnp.core.provider.deepseek;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.Headers;
import ai.qnp.core.provider.compatible.Sending;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DeepSeekRequestTest {
    private static final String TOOL_TURN = """
            [{"role":"user","content":"x"},
             {"role":"assistant","content":"","tool_calls":[
               {"id":"c1","type":"function","function":{"name":"f","arguments":"{}"}}]},
             {"role":"tool","tool_call_id":"c1","content":[{"type":"text","text":"1"},{"type":"text","text":"2"}]}]
            """;

    private final Sending deepseek = new Sending(DeepSeek.provider(), "deepseek-flash");

    @Test
    void namesTheCapAndAsksForUsage() {
        JsonNode sent = deepseek.fields("\"max_completion_tokens\":5,\"stream\":true");

        assertThat(sent.path("max_tokens").asInt()).isEqualTo(5);
        assertThat(sent.at("/stream_options/include_usage").asBoolean()).isTrue();
    }

    @Test
    void passesItsThinkingAndEfforts() {
        JsonNode sent = deepseek.fields("\"thinking\":{\"type\":\"enabled\"},\"reasoning_effort\":\"max\"");

        assertThat(sent.at("/thinking/type").asString()).isEqualTo("enabled");
        assertThat(sent.path("reasoning_effort").asString()).isEqualTo("max");
    }

    @Test
    void takesNoEffortAsNoThinking() {
        JsonNode sent = deepseek.fields("\"reasoning_effort\":\"none\"");

        assertThat(sent.at("/thinking/type").asString()).isEqualTo("disabled");
        assertThat(sent.has("reasoning_effort")).isFalse();
    }

    @Test
    void givesAToolTurnWithoutReasoningAnEmptyOne() {
        JsonNode sent = deepseek.messages(TOOL_TURN);

        assertThat(sent.at("/1/reasoning_content").asString("none")).isEmpty();
        assertThat(sent.at("/0/reasoning_content").isMissingNode()).isTrue();
    }

    @Test
    void addsNoReasoningWhereThinkingIsOff() {
        JsonNode sent =
                deepseek.body("{\"model\":\"m\",\"thinking\":{\"type\":\"disabled\"},\"messages\":" + TOOL_TURN + "}");

        assertThat(sent.at("/messages/1/reasoning_content").isMissingNode()).isTrue();
    }

    @Test
    void returnsItsReasoningButNobodyElses() {
        JsonNode sent = deepseek.messages("""
                [{"role":"assistant","content":"a","reasoning_content":"own"},
                 {"role":"assistant","content":"b","reasoning_content":"theirs",
                  "reasoning_details":[{"type":"thinking","signature":"c2ln","qnp_provider":"other"}]},
                 {"role":"user","content":"x"}]
                """);

        assertThat(sent.toString()).contains("own").doesNotContain("theirs", "c2ln");
    }

    @Test
    void flattensTextParts() {
        assertThat(deepseek.messages(TOOL_TURN).at("/2/content").asString()).isEqualTo("12");
    }

    @Test
    void tellsTheSchemaWhereItHoldsAnswersOnlyToJson() {
        JsonNode sent = deepseek.fields(
                "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"n\",\"schema\":{\"type\":\"object\"}}}");

        assertThat(sent.path("response_format")).hasToString("{\"type\":\"json_object\"}");
        assertThat(sent.at("/messages/0/role").asString()).isEqualTo("system");
        assertThat(sent.at("/messages/0/content").asString()).contains("JSON", "{\"type\":\"object\"}");
        assertThat(sent.at("/messages/1/content").asString()).isEqualTo("Hi");
    }

    @Test
    void leavesOutAndNamesWhatOnlyTunes() {
        assertThat(deepseek.dropped("\"seed\":1,\"user\":\"u\",\"parallel_tool_calls\":false,\"n\":1"))
                .containsExactly("seed", "user", "parallel_tool_calls");
        assertThat(deepseek.dropped("\"parallel_tool_calls\":true,\"store\":false"))
                .isEmpty();
    }

    @Test
    void refusesWhatItLacks() {
        assertThat(deepseek.refused("\"n\":2")).isEqualTo("n");
        assertThat(deepseek.refused("\"functions\":[{\"name\":\"f\"}]")).isEqualTo("functions");
        assertThat(deepseek.refused("\"tools\":[{\"type\":\"custom\",\"custom\":{\"name\":\"f\"}}]"))
                .isEqualTo("tools");
        assertThat(deepseek.refused("\"modalities\":[\"audio\"],\"audio\":{\"voice\":\"x\"}"))
                .isEqualTo("modalities");
    }

    @Test
    void keepsLogprobs() {
        assertThat(deepseek.fields("\"logprobs\":true,\"top_logprobs\":2").propertyNames())
                .contains("logprobs", "top_logprobs");
    }

    @Test
    void knowsErrorsByTheirWords() {
        assertThat(classify(400, "Model Not Exist").failureClass()).isEqualTo(FailureClass.MODEL_NOT_FOUND);
        assertThat(classify(402, "Insufficient Balance").failureClass()).isEqualTo(FailureClass.CREDENTIAL_REJECTED);
        assertThat(classify(422, "Invalid parameter").failureClass()).isEqualTo(FailureClass.INVALID_REQUEST);
        assertThat(classify(400, "This model's maximum context length is 10 tokens. However")
                        .failureClass())
                .isEqualTo(FailureClass.CONTEXT_LENGTH_EXCEEDED);
    }

    private static Failure classify(int status, String message) {
        return DeepSeek.provider()
                .chat()
                .classify(
                        status,
                        Headers.NONE,
                        JsonText.of(
                                "{\"error\":{\"message\":\"" + message
                                        + "\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":\"invalid_request_error\"}}"));
    }
}
