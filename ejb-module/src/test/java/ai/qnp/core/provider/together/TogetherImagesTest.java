package ai.qnp.core.provider.together;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.openai.EmbeddingsRequest;
import ai.qnp.core.openai.EmbeddingsRequest.EncodingFormat;
import ai.qnp.core.openai.EmbeddingsRequest.Input;
import ai.qnp.core.openai.ImagesRequest;
import ai.qnp.core.openai.ImagesRequest.ImageFormat;
import ai.qnp.core.openai.Json;
import ai.qnp.core.openai.RequestFields;
import ai.qnp.core.provider.Encoded;
import ai.qnp.core.provider.EncodingContext;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

class TogetherImagesTest {
    static List<Arguments> requests() {
        return List.of(
                request("nothing but the prompt", "{}", "{}"),
                request("a size", "{\"size\":\"1024x768\",\"n\":2}", "{\"n\":2,\"width\":1024,\"height\":768}"),
                request("any size", "{\"size\":\"auto\",\"quality\":\"auto\",\"background\":\"opaque\"}", "{}"),
                request(
                        "its own measures count",
                        "{\"size\":\"1024x768\",\"width\":512}",
                        "{\"width\":512,\"height\":768}"),
                request("base64", "{\"response_format\":\"b64_json\"}", "{\"response_format\":\"base64\"}"),
                request("addresses", "{\"response_format\":\"url\"}", "{\"response_format\":\"url\"}"),
                request(
                        "Together's own",
                        "{\"steps\":4,\"seed\":7,\"guidance_scale\":3.5,\"negative_prompt\":\"no\",\"output_format\":\"png\",\"image_loras\":[],\"disable_safety_checker\":true}",
                        "{\"steps\":4,\"seed\":7,\"guidance_scale\":3.5,\"negative_prompt\":\"no\",\"output_format\":\"png\",\"image_loras\":[],\"disable_safety_checker\":true}"),
                request(
                        "what only tunes",
                        "{\"quality\":\"hd\",\"style\":\"vivid\",\"user\":\"u\",\"moderation\":\"low\"}",
                        "{}",
                        "quality",
                        "style",
                        "user",
                        "moderation"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void writesRequests(String name, String fields, String expected, List<String> dropped) {
        assertThat(encode(fields)).isInstanceOfSatisfying(Encoded.Ready.class, ready -> {
            ObjectNode body =
                    (ObjectNode) Json.MAPPER.readTree(ready.request().body().utf8());
            assertThat(ready.request().path()).isEqualTo("/images/generations");
            assertThat(body.remove("model").asString()).isEqualTo("black-forest-labs/FLUX.1-schnell");
            assertThat(body.remove("prompt").asString()).isEqualTo("a tortoise");
            assertThat(body).isEqualTo(Json.MAPPER.readTree(expected));
            assertThat(ready.dropped()).containsExactlyInAnyOrderElementsOf(dropped);
        });
    }

    static List<Arguments> lacking() {
        return List.of(
                Arguments.of("size", "{\"size\":\"huge\"}"),
                Arguments.of("background", "{\"background\":\"transparent\"}"),
                Arguments.of("output_format", "{\"output_format\":\"webp\"}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lacking")
    void namesWhatTogetherLacks(String param, String fields) {
        assertThat(encode(fields))
                .isInstanceOfSatisfying(
                        Encoded.Unsupported.class,
                        unsupported -> assertThat(unsupported.failure().param()).isEqualTo(param));
    }

    @Test
    void asksForEmbeddingsOfTextsOnly() {
        Encoded texts = embed(null, new Input.Text("a"));
        Encoded tokens = embed(null, new Input.Tokens(Json.MAPPER.readTree("[1,2]")));
        Encoded shorter = embed(64, new Input.Text("a"));

        assertThat(texts).isInstanceOfSatisfying(Encoded.Ready.class, ready -> {
            assertThat(ready.request().path()).isEqualTo("/embeddings");
            assertThat(ready.request().body().toString()).isEqualTo("{\"model\":\"e\",\"input\":[\"a\"]}");
            assertThat(ready.dropped()).containsExactly("user");
        });
        assertThat(tokens).isInstanceOf(Encoded.Unsupported.class);
        assertThat(shorter).isInstanceOf(Encoded.Unsupported.class);
    }

    private static Encoded embed(@Nullable Integer dimensions, Input input) {
        RequestFields fields =
                fields("{\"model\":\"x\",\"input\":[\"a\"],\"encoding_format\":\"base64\",\"user\":\"u\"}");
        return Objects.requireNonNull(Together.provider().embeddings())
                .encode(
                        new EmbeddingsRequest("x", List.of(input), true, EncodingFormat.BASE64, dimensions, fields),
                        EncodingContext.of("e"));
    }

    private static Encoded encode(String fields) {
        RequestFields read = fields(fields);
        String format = read.get("response_format").asString("");
        ImagesRequest request = new ImagesRequest(
                "x",
                "a tortoise",
                1,
                null,
                null,
                format.equals("b64_json") ? ImageFormat.B64_JSON : format.equals("url") ? ImageFormat.URL : null,
                read);
        return Objects.requireNonNull(Together.provider().images())
                .encode(request, EncodingContext.of("black-forest-labs/FLUX.1-schnell"));
    }

    private static RequestFields fields(String json) {
        return new RequestFields((ObjectNode) Json.MAPPER.readTree(json));
    }

    private static Arguments request(String name, String fields, String expected, String... dropped) {
        return Arguments.of(name, fields, expected, List.of(dropped));
    }
}
