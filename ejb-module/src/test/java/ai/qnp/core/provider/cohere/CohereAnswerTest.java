package ai.qnp.core.provider.cohere;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.openai.Json;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.Decoded;
import ai.qnp.core.provider.StreamRun;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class CohereAnswerTest {
    static List<Arguments> messages() {
        return List.of(
                Arguments.of("text", """
                        {"content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]}""", """
                        {"role":"assistant","content":"ab","refusal":null}"""),
                Arguments.of("a tool plan and calls, one without an id and arguments", """
                        {"tool_plan":"I will","tool_calls":[
                          {"id":"f_1","type":"function","function":{"name":"f","arguments":"{\\"a\\":1}"}},
                          {"type":"function","function":{"name":"g","arguments":""}}]}""", """
                        {"role":"assistant","content":null,"refusal":null,"reasoning_content":"I will",
                         "reasoning_details":[{"index":0,"type":"tool_plan","qnp_provider":"cohere","tool_plan":"I will"}],
                         "tool_calls":[
                          {"id":"f_1","type":"function","function":{"name":"f","arguments":"{\\"a\\":1}"}},
                          {"id":"call_chatcmpl-test_1","type":"function","function":{"name":"g","arguments":"{}"}}]}"""),
                Arguments.of(
                        "thinking, text and citations with an address, a document of ours and a place in a plan",
                        """
                        {"content":[{"type":"thinking","thinking":"Hm"},{"type":"text","text":"A. "},{"type":"text","text":"B."}],
                         "citations":[
                          {"start":0,"end":2,"text":"B.","type":"TEXT_CONTENT","content_index":2,"sources":[
                            {"type":"document","id":"d","document":{"url":"https://example.com/b","title":"T"}},
                            {"type":"document","id":"e","document":{"text":"no address"}}]},
                          {"start":0,"end":1,"text":"H","type":"PLAN","sources":[
                            {"type":"tool","id":"t","tool_output":{"url":"https://example.com/t"}}]}]}""",
                        """
                        {"role":"assistant","content":"A. B.","refusal":null,"reasoning_content":"Hm",
                         "reasoning_details":[{"index":0,"type":"thinking","qnp_provider":"cohere","thinking":"Hm"}],
                         "annotations":[{"type":"url_citation","url_citation":
                           {"url":"https://example.com/b","title":"T","start_index":3,"end_index":5}}],
                         "citations":[
                          {"start":0,"end":2,"text":"B.","type":"TEXT_CONTENT","content_index":2,"sources":[
                            {"type":"document","id":"d","document":{"url":"https://example.com/b","title":"T"}},
                            {"type":"document","id":"e","document":{"text":"no address"}}]},
                          {"start":0,"end":1,"text":"H","type":"PLAN","sources":[
                            {"type":"tool","id":"t","tool_output":{"url":"https://example.com/t"}}]}]}"""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messages")
    void writesTheMessage(String name, String message, String expected) {
        JsonNode answer = decoded("{\"id\":\"a1\",\"finish_reason\":\"COMPLETE\",\"message\":" + message + "}");

        // read again, so that numbers have the same types as in the expected text
        assertThat(Json.MAPPER.readTree(answer.at("/choices/0/message").toString()))
                .isEqualTo(Json.MAPPER.readTree(expected));
        assertThat(answer.path("id").asString()).isEqualTo("a1");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("finishReasons")
    void tellsTheFinishReason(String given, String expected) {
        JsonNode answer = decoded("{\"message\":{\"content\":[]},\"finish_reason\":\"" + given + "\"}");

        assertThat(answer.at("/choices/0/finish_reason").asString()).isEqualTo(expected);
    }

    static List<Arguments> finishReasons() {
        return List.of(
                Arguments.of("COMPLETE", "stop"),
                Arguments.of("STOP_SEQUENCE", "stop"),
                Arguments.of("MAX_TOKENS", "length"),
                Arguments.of("TOOL_CALL", "tool_calls"),
                Arguments.of("SOMETHING_NEW", "SOMETHING_NEW"));
    }

    @Test
    void tellsWhatIsBilledAndWhatWasCached() {
        Decoded decoded = decode("""
                {"message":{"content":[{"type":"text","text":"a"}]},"finish_reason":"COMPLETE","usage":{
                 "billed_units":{"input_tokens":119.0,"output_tokens":27.0},"cached_tokens":992,
                 "tokens":{"input_tokens":1807,"output_tokens":41,"reasoning_tokens":29}}}""");

        assertThat(decoded)
                .isInstanceOfSatisfying(
                        Decoded.Completion.class,
                        completion -> assertThat(completion.usage())
                                .isEqualTo(new TokenUsage(119, 27, 992, 0, 0, 29, 0, 0, false)));
    }

    @Test
    void writesLogProbabilitiesOfPieces() {
        JsonNode answer = decoded("""
                {"message":{"content":[{"type":"text","text":"Hi you"}]},"finish_reason":"COMPLETE","logprobs":[
                 {"text":"Hi","token_ids":[1],"logprobs":[-0.5]},{"text":" you","token_ids":[2,3],"logprobs":[-0.25,-0.125]},
                 {"text":"","token_ids":[4]}]}""");

        assertThat(Json.MAPPER.readTree(answer.at("/choices/0/logprobs").toString()))
                .isEqualTo(Json.MAPPER.readTree("""
                        {"content":[{"token":"Hi","logprob":-0.5,"bytes":[72,105],"top_logprobs":[]},
                         {"token":" you","logprob":-0.375,"bytes":[32,121,111,117],"top_logprobs":[]}],"refusal":null}"""));
    }

    private static JsonNode decoded(String body) {
        return Json.MAPPER.readTree(((Decoded.Completion) decode(body)).json().utf8());
    }

    private static Decoded decode(String body) {
        return Cohere.provider().chat().decode(JsonText.of(body), StreamRun.CONTEXT);
    }
}
