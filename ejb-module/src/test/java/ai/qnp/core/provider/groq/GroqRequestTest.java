package ai.qnp.core.provider.groq;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.Headers;
import ai.qnp.core.provider.compatible.Sending;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class GroqRequestTest {
    private final Sending groq = new Sending(Groq.provider(), "openai/gpt-oss-120b");

    @Test
    void namesTheCap() {
        JsonNode sent = groq.fields("\"max_tokens\":5");

        assertThat(sent.path("max_completion_tokens").asInt()).isEqualTo(5);
        assertThat(sent.has("max_tokens")).isFalse();
    }

    @Test
    void refusesWhatItLacks() {
        assertThat(groq.refused("\"n\":2")).isEqualTo("n");
        assertThat(groq.refused("\"logprobs\":true")).isEqualTo("logprobs");
        assertThat(groq.refused("\"web_search_options\":{\"a\":1}")).isEqualTo("web_search_options");
    }

    @Test
    void leavesOutAndNamesWhatOnlyTunes() {
        assertThat(groq.dropped("\"logit_bias\":{\"1\":1},\"metadata\":{\"a\":\"b\"},\"store\":true"))
                .containsExactly("logit_bias", "metadata", "store");
        assertThat(groq.dropped("\"n\":1,\"logprobs\":false,\"seed\":1,\"user\":\"u\""))
                .isEmpty();
    }

    @Test
    void passesItsOwnFieldsAndLegacyFunctions() {
        assertThat(groq.fields(
                                "\"reasoning_format\":\"hidden\",\"search_settings\":{\"country\":\"de\"},\"functions\":[{\"name\":\"f\"}],\"function_call\":\"auto\"")
                        .propertyNames())
                .contains("reasoning_format", "search_settings", "functions", "function_call");
    }

    @Test
    void givesEachFamilyItsWordsForEffort() {
        Sending qwen = groq.to("qwen/qwen3.8-27b");

        assertThat(effort(groq, "minimal")).isEqualTo("low");
        assertThat(effort(groq, "xhigh")).isEqualTo("high");
        assertThat(effort(groq, "medium")).isEqualTo("medium");
        assertThat(effort(qwen, "none")).isEqualTo("none");
        assertThat(effort(qwen, "high")).isEqualTo("default");
        assertThat(effort(groq.to("llama-x"), "high")).isEmpty();
        assertThat(groq.dropped("\"reasoning_effort\":\"minimal\"")).containsExactly("reasoning_effort");
        assertThat(groq.dropped("\"reasoning_effort\":\"low\"")).isEmpty();
    }

    private static String effort(Sending to, String asked) {
        return to.fields("\"reasoning_effort\":\"" + asked + "\"")
                .path("reasoning_effort")
                .asString("");
    }

    @Test
    void asksQwenToPartReasoningFromText() {
        Sending qwen = groq.to("qwen/qwen3.8-27b");

        assertThat(qwen.fields("\"seed\":1").path("reasoning_format").asString())
                .isEqualTo("parsed");
        assertThat(qwen.fields("\"reasoning_format\":\"raw\"")
                        .path("reasoning_format")
                        .asString())
                .isEqualTo("raw");
        assertThat(groq.fields("\"seed\":1").has("reasoning_format")).isFalse();
    }

    @Test
    void knowsItsServiceTiers() {
        assertThat(groq.fields("\"service_tier\":\"default\"")
                        .path("service_tier")
                        .asString())
                .isEqualTo("on_demand");
        assertThat(groq.dropped("\"service_tier\":\"priority\"")).containsExactly("service_tier");
    }

    @Test
    void sendsOnlyMessageFieldsThatItTakes() {
        JsonNode sent = groq.messages("""
                [{"role":"developer","content":"Be kind"},
                 {"role":"assistant","content":[{"type":"text","text":"a"},{"type":"refusal","refusal":"b"}],
                  "reasoning_content":"r","refusal":null},
                 {"role":"user","content":"c","name":"n"}]
                """);

        assertThat(sent)
                .hasToString(
                        "[{\"role\":\"system\",\"content\":\"Be kind\"},{\"role\":\"assistant\",\"content\":\"ab\"},"
                                + "{\"role\":\"user\",\"content\":\"c\"}]");
    }

    @Test
    void aRequestTooLargeForTheMinuteIsARateLimit() {
        Failure failure = classify(
                413,
                "{\"error\":{\"message\":\"Request too large for model\",\"type\":\"tokens\",\"code\":\"rate_limit_exceeded\"}}");

        assertThat(failure.failureClass()).isEqualTo(FailureClass.RATE_LIMITED);
    }

    @Test
    void showsWhatTheModelWroteInsteadOfAToolCall() {
        Failure failure = classify(
                400,
                "{\"error\":{\"message\":\"Failed to call a function.\",\"type\":\"invalid_request_error\",\"code\":\"tool_use_failed\",\"failed_generation\":\"<f>\"}}");

        assertThat(failure.failureClass()).isEqualTo(FailureClass.INVALID_REQUEST);
        assertThat(failure.message()).isEqualTo("Failed to call a function. failed_generation: <f>");
        assertThat(failure.code()).isEqualTo("tool_use_failed");
    }

    private static Failure classify(int status, String body) {
        return Groq.provider().chat().classify(status, Headers.NONE, JsonText.of(body));
    }
}
