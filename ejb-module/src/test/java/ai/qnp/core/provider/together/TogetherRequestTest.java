package ai.qnp.core.provider.together;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.openai.Json;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.ChatTranslator;
import ai.qnp.core.provider.Encoded;
import ai.qnp.core.provider.EncodingContext;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.Headers;
import ai.qnp.core.provider.Requests;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

class TogetherRequestTest {
    private static final String HI = "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]";
    private static final String F =
            "{\"type\":\"function\",\"function\":{\"name\":\"f\",\"strict\":true,\"parameters\":{\"type\":\"object\"}}}";
    private static final String PLAIN_F = F.replace("\"strict\":true,", "");

    private final ChatTranslator chat = Together.provider().chat();

    static List<Arguments> fields() {
        return List.of(
                field("nothing but the conversation", "", "{}"),
                field(
                        "the cap has its older name",
                        "\"max_completion_tokens\":9,\"max_tokens\":7",
                        "{\"max_tokens\":9}"),
                field(
                        "a stream needs no options",
                        "\"stream\":true,\"stream_options\":{\"include_usage\":true}",
                        "{\"stream\":true}"),
                field("a stop is a list", "\"stop\":\"END\"", "{\"stop\":[\"END\"]}"),
                field(
                        "what both have",
                        "\"temperature\":0.5,\"top_p\":0.9,\"n\":2,\"seed\":1,\"frequency_penalty\":1,\"presence_penalty\":-1,\"logit_bias\":{\"1\":5},"
                                + "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"n\",\"schema\":{\"type\":\"object\"}}}",
                        "{\"temperature\":0.5,\"top_p\":0.9,\"n\":2,\"seed\":1,\"frequency_penalty\":1,\"presence_penalty\":-1,\"logit_bias\":{\"1\":5},"
                                + "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"n\",\"schema\":{\"type\":\"object\"}}}}"),
                field(
                        "Together's own",
                        "\"top_k\":5,\"min_p\":0.1,\"repetition_penalty\":1.1,\"safety_model\":\"s\",\"context_length_exceeded_behavior\":\"truncate\",\"chat_template_kwargs\":{\"a\":1}",
                        "{\"top_k\":5,\"min_p\":0.1,\"repetition_penalty\":1.1,\"safety_model\":\"s\",\"context_length_exceeded_behavior\":\"truncate\",\"chat_template_kwargs\":{\"a\":1}}"),
                field("log probabilities are a count", "\"logprobs\":true,\"top_logprobs\":0", "{\"logprobs\":1}"),
                field(
                        "defaults and null are nothing to tell about",
                        "\"logprobs\":false,\"user\":null,\"store\":false,\"parallel_tool_calls\":true,\"modalities\":[\"text\"],\"service_tier\":\"auto\",\"metadata\":{}",
                        "{}"),
                field(
                        "what only tunes",
                        "\"user\":\"u\",\"metadata\":{\"a\":\"b\"},\"store\":true,\"prediction\":{\"type\":\"content\"},\"service_tier\":\"flex\"",
                        "{}",
                        "user",
                        "metadata",
                        "store",
                        "prediction",
                        "service_tier"),
                field("an effort", "\"reasoning_effort\":\"low\"", "{\"reasoning_effort\":\"low\"}"),
                field(
                        "no thinking is a switch",
                        "\"reasoning_effort\":\"none\"",
                        "{\"reasoning\":{\"enabled\":false}}"),
                field(
                        "an effort that it lacks",
                        "\"reasoning_effort\":\"minimal\"",
                        "{\"reasoning_effort\":\"low\"}",
                        "reasoning_effort"),
                field(
                        "an effort above all",
                        "\"reasoning_effort\":\"xhigh\"",
                        "{\"reasoning_effort\":\"high\"}",
                        "reasoning_effort"),
                field(
                        "tools and one of them",
                        "\"tools\":[" + F
                                + ",{\"type\":\"function\",\"function\":{\"name\":\"g\"}}],\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"f\"}}",
                        "{\"tools\":[" + PLAIN_F
                                + ",{\"type\":\"function\",\"function\":{\"name\":\"g\",\"parameters\":{\"type\":\"object\",\"properties\":{}}}}],\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"f\"}}}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fields")
    void writesFields(String name, String given, String expected, List<String> dropped) {
        Encoded encoded = encode(HI + (given.isEmpty() ? "" : "," + given));

        assertThat(encoded).isInstanceOfSatisfying(Encoded.Ready.class, ready -> {
            ObjectNode body =
                    (ObjectNode) Json.MAPPER.readTree(ready.request().body().utf8());
            assertThat(ready.request().path()).isEqualTo("/chat/completions");
            assertThat(body.remove("model").asString()).isEqualTo("m");
            body.remove("messages");
            assertThat(body).isEqualTo(Json.MAPPER.readTree(expected));
            assertThat(ready.dropped()).containsExactlyInAnyOrderElementsOf(dropped);
        });
    }

    @Test
    void writesMessagesWithoutWhatIsOthers() {
        Encoded encoded = encode("""
                "messages":[{"role":"developer","content":"S"},
                 {"role":"user","content":[{"type":"text","text":"a","cache_control":{"type":"ephemeral"}},
                   {"type":"image_url","image_url":{"url":"https://example.com/x.png"}}]},
                 {"role":"assistant","content":null,"reasoning_content":"Hm","annotations":[],"tool_calls":[
                   {"id":"c","type":"function","function":{"name":"f","arguments":"{}"},"extra_content":{}}]},
                 {"role":"tool","tool_call_id":"c","content":"1"}]""");

        assertThat(encoded)
                .isInstanceOfSatisfying(
                        Encoded.Ready.class,
                        ready -> assertThat(Json.MAPPER
                                        .readTree(ready.request().body().utf8())
                                        .path("messages"))
                                .isEqualTo(Json.MAPPER.readTree("""
                        [{"role":"system","content":"S"},
                         {"role":"user","content":[{"type":"text","text":"a"},
                           {"type":"image_url","image_url":{"url":"https://example.com/x.png"}}]},
                         {"role":"assistant","content":null,"tool_calls":[
                           {"id":"c","type":"function","function":{"name":"f","arguments":"{}"}}]},
                         {"role":"tool","tool_call_id":"c","content":"1"}]""")));
    }

    static List<Arguments> lacking() {
        return List.of(
                Arguments.of("top_logprobs", HI + ",\"logprobs\":true,\"top_logprobs\":3"),
                Arguments.of("modalities", HI + ",\"modalities\":[\"text\",\"audio\"]"),
                Arguments.of("web_search_options", HI + ",\"web_search_options\":{\"search_context_size\":\"low\"}"),
                Arguments.of("tools", HI + ",\"tools\":[{\"type\":\"custom\",\"custom\":{\"name\":\"c\"}}]"),
                Arguments.of(
                        "tool_choice",
                        HI + ",\"tools\":[" + F
                                + "],\"tool_choice\":{\"type\":\"custom\",\"custom\":{\"name\":\"c\"}}"),
                Arguments.of(
                        "messages",
                        "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"file\",\"file\":{}}]}]"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lacking")
    void namesWhatTogetherLacks(String param, String request) {
        assertThat(encode(request)).isInstanceOfSatisfying(Encoded.Unsupported.class, unsupported -> {
            assertThat(unsupported.failure().failureClass()).isEqualTo(FailureClass.UNSUPPORTED);
            assertThat(unsupported.failure().param()).isEqualTo(param);
            assertThat(unsupported.failure().message()).startsWith("Together takes no ");
        });
    }

    static List<Arguments> errors() {
        return List.of(
                Arguments.of(
                        404,
                        "Unable to access model x. Please visit",
                        "model_not_available",
                        FailureClass.MODEL_NOT_FOUND),
                Arguments.of(
                        400,
                        "Unable to access non-serverless model x.",
                        "model_not_available",
                        FailureClass.MODEL_NOT_FOUND),
                Arguments.of(400, "Unable to access model x.", "", FailureClass.MODEL_NOT_FOUND),
                Arguments.of(
                        422,
                        "Input validation error: `inputs` tokens + `max_new_tokens` must be <= 8193. Given: 9000",
                        "",
                        FailureClass.CONTEXT_LENGTH_EXCEEDED),
                Arguments.of(
                        400,
                        "The input (9000 tokens) is longer than the model's context length (8192 tokens).",
                        "",
                        FailureClass.CONTEXT_LENGTH_EXCEEDED),
                Arguments.of(429, "You have been rate limited.", "", FailureClass.RATE_LIMITED),
                Arguments.of(503, "The server is overloaded or not ready yet.", "", FailureClass.OVERLOADED));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("errors")
    void tellsErrorsApart(int status, String message, String code, FailureClass expected) {
        String body = "{\"id\":\"x\",\"error\":{\"message\":\"" + message
                + "\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":"
                + (code.isEmpty() ? "null" : "\"" + code + "\"") + "}}";

        assertThat(chat.classify(status, Headers.NONE, JsonText.of(body)).failureClass())
                .isEqualTo(expected);
    }

    private Encoded encode(String request) {
        return chat.encode(Requests.read("{\"model\":\"x\"," + request + "}"), EncodingContext.of("m"));
    }

    private static Arguments field(String name, String given, String expected, String... dropped) {
        return Arguments.of(name, given, expected, List.of(dropped));
    }
}
