package ai.qnp.core.provider.compatible;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.AnswerContext;
import ai.qnp.core.provider.ChatTranslator;
import ai.qnp.core.provider.ChunkReducer;
import ai.qnp.core.provider.Decoded;
import ai.qnp.core.provider.Encoded;
import ai.qnp.core.provider.EncodingContext;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.Provider;
import ai.qnp.core.provider.Requests;
import ai.qnp.core.provider.StreamPart;
import ai.qnp.core.provider.StreamRun;
import ai.qnp.core.provider.compatible.Quirks.OutputCap;
import ai.qnp.core.sse.SseEvent;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CompatibleTranslatorTest {
    private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]";

    private final ChatTranslator chat = new CompatibleTranslator("Acme", Quirks.NONE);

    @Test
    void replacesOnlyTheModel() {
        String body = "{ \"extra\" : {\"x\":[1.50,  2e3]},\"model\" :\"a\\u0062\", \n" + MESSAGES + " }";

        assertThat(sent(chat, body))
                .isEqualTo(
                        "{ \"extra\" : {\"x\":[1.50,  2e3]},\"model\" :\"vendor/\\\"slug\\\"\", \n" + MESSAGES + " }");
    }

    @Test
    void asksForUsageInStreams() {
        assertThat(sent(chat, "{\"model\":\"a\",\"stream\":true," + MESSAGES + "}"))
                .isEqualTo(
                        "{\"stream_options\":{\"include_usage\":true},\"model\":\"vendor/\\\"slug\\\"\",\"stream\":true,"
                                + MESSAGES + "}");
    }

    @Test
    void keepsOtherStreamOptions() {
        assertThat(sent(
                        chat,
                        "{\"stream_options\":{\"x\":1,\"include_usage\":false},\"model\":\"a\",\"stream\":true,"
                                + MESSAGES + "}"))
                .contains("\"stream_options\":{\"x\":1,\"include_usage\":true}");
        assertThat(sent(chat, "{\"stream_options\":null,\"model\":\"a\",\"stream\":true," + MESSAGES + "}"))
                .startsWith("{\"stream_options\":{\"include_usage\":true},");
    }

    @Test
    void sendsNoStreamOptionsToAVendorThatTakesNone() {
        ChatTranslator plain = new CompatibleTranslator("Acme", Quirks.NONE.withoutStreamOptions());

        assertThat(sent(plain, "{\"model\":\"a\",\"stream\":true," + MESSAGES + "}"))
                .doesNotContain("stream_options");
    }

    @Test
    void namesTheCapAsTheVendorWantsIt() {
        ChatTranslator newer = new CompatibleTranslator("Acme", Quirks.NONE.capAs(OutputCap.MAX_COMPLETION_TOKENS));
        String body = "{\"model\":\"a\",\"max_tokens\": 5," + MESSAGES + "}";

        assertThat(sent(newer, body)).contains(",\"max_completion_tokens\": 5,").doesNotContain("max_tokens\"");
        assertThat(sent(chat, body)).contains(",\"max_tokens\": 5,");
    }

    @Test
    void takesOutWhatBelongsToAnotherVendor() {
        String sent = sent(chat, """
                {"model":"a","stream":true,"messages":[
                  {"role":"assistant","content":"x","reasoning_content":"theirs","provider_content":[{"type":"t"}],
                   "reasoning_details":[{"type":"thinking","signature":"c2ln","qnp_provider":"other"}]},
                  {"role":"assistant","content":"y","reasoning_content":"own",
                   "reasoning_details":[{"type":"reasoning.text","text":"own"}]}]}
                """);

        assertThat(sent)
                .doesNotContain("theirs", "c2ln", "provider_content", "qnp_provider")
                .contains("\"reasoning_content\":\"own\"", "reasoning.text", "\"include_usage\":true");
    }

    @Test
    void passesAWholeAnswerByteForByte() {
        JsonText body = JsonText.of(
                "{ \"id\":\"x\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"new\":[1.0],\"choices\":[{\"index\":0,"
                        + "\"message\":{\"role\":\"assistant\",\"content\":\"Hello\"},\"finish_reason\":\"stop\"}],"
                        + "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":1,\"total_tokens\":4} }");

        assertThat(chat.decode(body, StreamRun.CONTEXT))
                .isEqualTo(new Decoded.Completion(body, "stop", TokenUsage.of(3, 1), 5));
    }

    @Test
    void fillsInWhatAServerLeftOut() {
        JsonText body = JsonText.of("{\"choices\":[{\"message\":{\"content\":\"Hi\"}}]}");

        assertThat(chat.decode(body, StreamRun.CONTEXT))
                .isEqualTo(new Decoded.Completion(
                        JsonText.of("{\"id\":\"chatcmpl-test\",\"object\":\"chat.completion\",\"created\":1700000000,"
                                + "\"model\":\"asked-model\",\"choices\":[{\"message\":{\"content\":\"Hi\"}}]}"),
                        null,
                        null,
                        2));
    }

    static List<Arguments> noAnswers() {
        return List.of(
                Arguments.of("empty", "", FailureClass.INVALID_ANSWER),
                Arguments.of("HTML", "<html></html>", FailureClass.INVALID_ANSWER),
                Arguments.of(
                        "cut off", "{\"choices\":[{\"message\":{\"content\":\"Hi\"}}]", FailureClass.INVALID_ANSWER),
                Arguments.of(
                        "two texts",
                        "{\"choices\":[{\"message\":{\"content\":\"Hi\"}}]}{}",
                        FailureClass.INVALID_ANSWER),
                Arguments.of("an array", "[]", FailureClass.INVALID_ANSWER),
                Arguments.of("an empty object", "{}", FailureClass.INVALID_ANSWER),
                Arguments.of("no choices", "{\"choices\":[]}", FailureClass.INVALID_ANSWER),
                Arguments.of("null choices", "{\"choices\":null}", FailureClass.INVALID_ANSWER),
                Arguments.of(
                        "an empty message",
                        "{\"choices\":[{\"message\":{\"content\":\"\"}}]}",
                        FailureClass.INVALID_ANSWER),
                Arguments.of("no message", "{\"choices\":[{\"index\":0}]}", FailureClass.INVALID_ANSWER),
                Arguments.of(
                        "an error",
                        "{\"error\":{\"message\":\"x\",\"type\":\"server_error\"}}",
                        FailureClass.SERVER_ERROR),
                Arguments.of("an error as text", "{\"error\":\"x\"}", FailureClass.SERVER_ERROR),
                Arguments.of(
                        "an error beside choices",
                        "{\"error\":{\"code\":429},\"choices\":[{\"message\":{\"content\":\"x\"}}]}",
                        FailureClass.RATE_LIMITED),
                Arguments.of(
                        "an error object",
                        "{\"object\":\"error\",\"message\":\"x\",\"code\":404}",
                        FailureClass.MODEL_NOT_FOUND));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("noAnswers")
    void tellsWhatIsNoAnswer(String name, String body, FailureClass expected) {
        assertThat(chat.decode(JsonText.of(body), StreamRun.CONTEXT))
                .isInstanceOfSatisfying(
                        Decoded.Failed.class,
                        failed -> assertThat(failed.failure().failureClass()).isEqualTo(expected));
    }

    static List<Arguments> realMessages() {
        return List.of(
                Arguments.of(
                        "tool calls",
                        "{\"content\":null,\"tool_calls\":[{\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]}",
                        3),
                Arguments.of(
                        "a legacy function call",
                        "{\"content\":null,\"function_call\":{\"name\":\"f\",\"arguments\":\"\"}}",
                        1),
                Arguments.of("a refusal", "{\"content\":null,\"refusal\":\"No\"}", 2),
                Arguments.of("reasoning alone", "{\"content\":\"\",\"reasoning_content\":\"Hm\"}", 2),
                Arguments.of("audio", "{\"content\":null,\"audio\":{\"data\":\"AA==\"}}", 0),
                Arguments.of("parts", "{\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}]}", 0));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("realMessages")
    void knowsWhatIsAnAnswer(String name, String message, long characters) {
        Decoded decoded = chat.decode(JsonText.of("{\"choices\":[{\"message\":" + message + "}]}"), StreamRun.CONTEXT);

        assertThat(decoded)
                .isInstanceOfSatisfying(
                        Decoded.Completion.class,
                        completion ->
                                assertThat(completion.completionCharacters()).isEqualTo(characters));
    }

    @Test
    void aFinishReasonThatMeansFailureIsOne() {
        ChatTranslator failing =
                new CompatibleTranslator("Acme", Quirks.NONE.answers(AnswerRules.NONE.failingWith("error")));
        String body = "{\"choices\":[{\"message\":{\"content\":\"Hi\"},\"finish_reason\":\"error\"}]}";

        assertThat(failing.decode(JsonText.of(body), StreamRun.CONTEXT)).isInstanceOf(Decoded.Failed.class);
        assertThat(chat.decode(JsonText.of(body), StreamRun.CONTEXT)).isInstanceOf(Decoded.Completion.class);
    }

    @Test
    void aStreamIsCompleteOnlyWhenEachAskedChoiceHasItsEnd() {
        AnswerContext two = new AnswerContext("chatcmpl-test", Instant.ofEpochSecond(1), "m", 2);
        ChunkReducer first = chat.reducer(two).reduce(chunk(0)).next();
        ChunkReducer both = first.reduce(chunk(1)).next();

        assertThat(first.end()).isNotEmpty().allMatch(StreamPart.Failed.class::isInstance);
        assertThat(both.end()).isEmpty();
        assertThat(first.reduce(new SseEvent(null, JsonText.of("[DONE]"))).parts())
                .containsExactly(new StreamPart.End());
    }

    private static SseEvent chunk(int index) {
        return new SseEvent(
                null,
                JsonText.of("{\"choices\":[{\"index\":" + index
                        + ",\"delta\":{\"role\":\"assistant\",\"content\":\"x\"},\"finish_reason\":\"stop\"}]}"));
    }

    @Test
    void openAiGetsNoMarksOfOthersAndNoCacheControl() {
        ChatTranslator strict = new CompatibleTranslator("Acme", Quirks.STRICT);
        String body = """
                {"model":"a","tools":[{"type":"function","cache_control":{"type":"ephemeral"},"function":{"name":"f"}}],
                 "messages":[
                  {"role":"user","content":[{"type":"text","text":"x","cache_control":{"type":"ephemeral"}}]},
                  {"role":"assistant","content":null,"reasoning_content":"theirs",
                   "images":[{"type":"image_url","image_url":{"url":"data:image/png;base64,AQID"}}],"tool_calls":[{"id":"c","type":"function",
                   "function":{"name":"f","arguments":"{}"},"extra_content":{"google":{"thought_signature":"c2ln"}}}]}]}
                """;

        assertThat(sent(strict, body)).doesNotContain("cache_control", "extra_content", "theirs", "image");
        assertThat(sent(chat, body)).contains("cache_control", "theirs").doesNotContain("extra_content");
    }

    @Test
    void anOperatorsOwnServerIsAProviderByIdAndAddress() {
        Provider ollama = CompatibleProvider.custom("ollama", URI.create("http://127.0.0.1:11434/v1"));

        assertThat(ollama.profile().id()).isEqualTo("ollama");
        assertThat(ollama.profile().baseUrl()).hasToString("http://127.0.0.1:11434/v1");
        assertThat(ollama.profile().defaultModels().chat()).isNull();
        assertThat(ollama.inProcess()).isNull();
    }

    private static String sent(ChatTranslator chat, String body) {
        Encoded encoded = chat.encode(Requests.read(body), EncodingContext.of("vendor/\"slug\""));
        return ((Encoded.Ready) encoded).request().body().toString();
    }
}
