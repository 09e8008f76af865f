package ai.qnp.core.provider.perplexity;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

class PerplexityRequestTest {
    private static final String HI = "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]";
    private static final String JSON =
            "Answer with one valid JSON object and nothing else: no explanation and no code fence around it.";

    private final ChatTranslator chat = Perplexity.provider().chat();

    static List<Arguments> conversations() {
        return List.of(
                Arguments.of("system messages come first, in one", "", """
                        [{"role":"system","content":"S1"},{"role":"user","content":"a"},{"role":"developer","content":"S2"}]""", """
                        [{"role":"system","content":"S1\\n\\nS2"},{"role":"user","content":"a"}]"""),
                Arguments.of("neighbours of one role are one turn, empty ones are none", "", """
                        [{"role":"user","content":"a","name":"n"},{"role":"user","content":[{"type":"text","text":"b"}]},
                         {"role":"assistant","content":"c","reasoning_content":"Hm"},{"role":"assistant","content":null,"refusal":"No."},
                         {"role":"user","content":""},{"role":"user","content":"d"}]""", """
                        [{"role":"user","content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]},
                         {"role":"assistant","content":"c\\n\\nNo."},{"role":"user","content":"d"}]"""),
                Arguments.of("images and files", "", """
                        [{"role":"user","content":[{"type":"text","text":"a","cache_control":{"type":"ephemeral"}},
                          {"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}},
                          {"type":"file","file":{"filename":"a.pdf","file_data":"data:application/pdf;base64,BBBB"}},
                          {"type":"file","file":{"file_data":"CCCC"}},
                          {"type":"pdf_url","pdf_url":{"url":"https://example.com/a.pdf"}}]}]""", """
                        [{"role":"user","content":[{"type":"text","text":"a"},
                          {"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}},
                          {"type":"file_url","file_url":{"url":"BBBB"},"file_name":"a.pdf"},
                          {"type":"file_url","file_url":{"url":"CCCC"}},
                          {"type":"pdf_url","pdf_url":{"url":"https://example.com/a.pdf"}}]}]"""),
                Arguments.of(
                        "a JSON object is asked for in words",
                        ",\"response_format\":{\"type\":\"json_object\"}",
                        "[{\"role\":\"user\",\"content\":\"a\"}]",
                        "[{\"role\":\"system\",\"content\":\"" + JSON + "\"},{\"role\":\"user\",\"content\":\"a\"}]"),
                Arguments.of(
                        "the words stand behind the client's own",
                        ",\"response_format\":{\"type\":\"json_object\"}",
                        "[{\"role\":\"system\",\"content\":\"S\"},{\"role\":\"user\",\"content\":\"a\"}]",
                        "[{\"role\":\"system\",\"content\":\"S\\n\\n" + JSON
                                + "\"},{\"role\":\"user\",\"content\":\"a\"}]"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("conversations")
    void writesConversations(String name, String format, String messages, String expected) {
        assertThat(encode("\"messages\":" + messages + format)).isInstanceOfSatisfying(Encoded.Ready.class, ready -> {
            assertThat(Json.MAPPER.readTree(ready.request().body().utf8()).path("messages"))
                    .isEqualTo(Json.MAPPER.readTree(expected));
            assertThat(ready.dropped()).isEmpty();
        });
    }

    static List<Arguments> fields() {
        return List.of(
                field("nothing but the conversation", "", "{}"),
                field("the cap has its older name", "\"max_completion_tokens\":9", "{\"max_tokens\":9}"),
                field(
                        "a stream needs no options",
                        "\"stream\":true,\"stream_options\":{\"include_usage\":true}",
                        "{\"stream\":true}"),
                field(
                        "what both have",
                        "\"temperature\":0.5,\"top_p\":0.9,\"stop\":[\"a\"],\"presence_penalty\":1,\"frequency_penalty\":1,\"reasoning_effort\":\"minimal\"",
                        "{\"temperature\":0.5,\"top_p\":0.9,\"stop\":[\"a\"],\"presence_penalty\":1,\"frequency_penalty\":1,\"reasoning_effort\":\"minimal\"}"),
                field(
                        "search options",
                        "\"search_domain_filter\":[\"example.com\"],\"search_recency_filter\":\"day\",\"search_mode\":\"academic\",\"return_images\":true,\"return_related_questions\":true,\"disable_search\":false,\"search_after_date_filter\":\"1/1/2026\",\"top_k\":3",
                        "{\"search_domain_filter\":[\"example.com\"],\"search_recency_filter\":\"day\",\"search_mode\":\"academic\",\"return_images\":true,\"return_related_questions\":true,\"disable_search\":false,\"search_after_date_filter\":\"1/1/2026\",\"top_k\":3}"),
                field(
                        "OpenAI's search options",
                        "\"web_search_options\":{\"search_context_size\":\"high\",\"user_location\":{\"type\":\"approximate\",\"approximate\":{\"country\":\"DE\",\"city\":\"Ulm\",\"timezone\":\"Europe/Berlin\"}}}",
                        "{\"web_search_options\":{\"search_context_size\":\"high\",\"user_location\":{\"country\":\"DE\",\"city\":\"Ulm\"}}}"),
                field(
                        "Perplexity's search options",
                        "\"web_search_options\":{\"user_location\":{\"latitude\":1.5,\"country\":\"DE\"}}",
                        "{\"web_search_options\":{\"user_location\":{\"latitude\":1.5,\"country\":\"DE\"}}}"),
                field(
                        "a schema",
                        "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"n\",\"schema\":{\"type\":\"object\"}}}",
                        "{\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"n\",\"schema\":{\"type\":\"object\"}}}}"),
                field("plain text", "\"response_format\":{\"type\":\"text\"}", "{}"),
                field(
                        "a temperature at the end of the range",
                        "\"temperature\":2",
                        "{\"temperature\":1.99}",
                        "temperature"),
                field("an effort that it lacks", "\"reasoning_effort\":\"xhigh\"", "{}", "reasoning_effort"),
                field(
                        "defaults and null are nothing to tell about",
                        "\"n\":1,\"logprobs\":false,\"user\":null,\"store\":false,\"tools\":null,\"modalities\":[\"text\"],\"service_tier\":\"auto\"",
                        "{}"),
                field(
                        "what only tunes",
                        "\"seed\":1,\"user\":\"u\",\"metadata\":{\"a\":\"b\"},\"logit_bias\":{\"1\":5},\"store\":true",
                        "{}",
                        "seed",
                        "user",
                        "metadata",
                        "logit_bias",
                        "store"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fields")
    void writesFields(String name, String given, String expected, List<String> dropped) {
        assertThat(encode(HI + (given.isEmpty() ? "" : "," + given)))
                .isInstanceOfSatisfying(Encoded.Ready.class, ready -> {
                    ObjectNode body = (ObjectNode)
                            Json.MAPPER.readTree(ready.request().body().utf8());
                    assertThat(ready.request().path()).isEqualTo("/chat/completions");
                    assertThat(body.remove("model").asString()).isEqualTo("sonar");
                    body.remove("messages");
                    assertThat(body).isEqualTo(Json.MAPPER.readTree(expected));
                    assertThat(ready.dropped()).containsExactlyInAnyOrderElementsOf(dropped);
                });
    }

    static List<Arguments> lacking() {
        return List.of(
                Arguments.of("n", HI + ",\"n\":2"),
                Arguments.of("logprobs", HI + ",\"logprobs\":true"),
                Arguments.of("tools", HI + ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]"),
                Arguments.of("functions", HI + ",\"functions\":[{\"name\":\"f\"}]"),
                Arguments.of("modalities", HI + ",\"modalities\":[\"audio\"]"),
                Arguments.of("response_format.type", HI + ",\"response_format\":{\"type\":\"grammar\"}"),
                Arguments.of(
                        "messages",
                        "\"messages\":[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"c\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]},{\"role\":\"tool\",\"tool_call_id\":\"c\",\"content\":\"1\"}]"),
                Arguments.of(
                        "messages",
                        "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"input_audio\",\"input_audio\":{}}]}]"),
                Arguments.of(
                        "messages",
                        "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"file\",\"file\":{\"file_id\":\"x\"}}]}]"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lacking")
    void namesWhatPerplexityLacks(String param, String request) {
        assertThat(encode(request)).isInstanceOfSatisfying(Encoded.Unsupported.class, unsupported -> {
            assertThat(unsupported.failure().failureClass()).isEqualTo(FailureClass.UNSUPPORTED);
            assertThat(unsupported.failure().param()).isEqualTo(param);
            assertThat(unsupported.failure().message()).startsWith("Perplexity takes no ");
        });
    }

    static List<Arguments> errors() {
        return List.of(
                Arguments.of(
                        400,
                        "Invalid model 'x'. Permitted models can be found",
                        "invalid_model",
                        FailureClass.MODEL_NOT_FOUND),
                Arguments.of(400, "Sonar is now the Agent API", "bad_request", FailureClass.MODEL_NOT_FOUND),
                Arguments.of(
                        400, "Last message must have role `user`", "invalid_message", FailureClass.INVALID_REQUEST),
                Arguments.of(401, "You exceeded your current quota", "insufficient_quota", FailureClass.OUT_OF_QUOTA),
                Arguments.of(429, "Request rate limit exceeded", "rate_limit", FailureClass.RATE_LIMITED),
                Arguments.of(500, "Internal error", "internal", FailureClass.SERVER_ERROR));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("errors")
    void tellsErrorsApart(int status, String message, String type, FailureClass expected) {
        String body = "{\"error\":{\"message\":\"" + message + "\",\"type\":\"" + type + "\",\"code\":" + status + "}}";

        assertThat(chat.classify(status, Headers.NONE, JsonText.of(body)).failureClass())
                .isEqualTo(expected);
    }

    private Encoded encode(String request) {
        return chat.encode(Requests.read("{\"model\":\"x\"," + request + "}"), EncodingContext.of("sonar"));
    }

    private static Arguments field(String name, String given, String expected, String... dropped) {
        return Arguments.of(name, given, expected, List.of(dropped));
    }
}
