package ai.qnp.core.provider.google;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.metering.TokenPart;
import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.openai.ImagesRequest;
import ai.qnp.core.openai.ImagesRequest.ImageFormat;
import ai.qnp.core.openai.Json;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.openai.RequestFields;
import ai.qnp.core.provider.DecodedImages;
import ai.qnp.core.provider.Encoded;
import ai.qnp.core.provider.EncodingContext;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.StreamRun;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class GoogleImagesTest {
    private static final String IMAGEN = "imagen-4.0-generate-001";
    private static final String GEMINI = "gemini-3.1-flash-image";

    private final GoogleImages images = new GoogleImages();

    static List<Arguments> requests() {
        return List.of(
                Arguments.of(
                        IMAGEN,
                        "{\"n\":3,\"size\":\"1792x1024\",\"user\":\"u\",\"quality\":\"hd\",\"response_format\":\"b64_json\"}",
                        "{\"instances\":[{\"prompt\":\"A cat\"}],\"parameters\":{\"sampleCount\":3,\"includeRaiReason\":true,"
                                + "\"aspectRatio\":\"16:9\"}}",
                        List.of("user", "quality")),
                Arguments.of(
                        IMAGEN,
                        "{\"size\":\"2048x2048\",\"output_format\":\"jpeg\"}",
                        "{\"instances\":[{\"prompt\":\"A cat\"}],\"parameters\":{\"sampleCount\":1,\"includeRaiReason\":true,"
                                + "\"aspectRatio\":\"1:1\",\"sampleImageSize\":\"2K\",\"outputOptions\":{\"mimeType\":\"image/jpeg\"}}}",
                        List.of()),
                Arguments.of(
                        GEMINI,
                        "{\"n\":1,\"size\":\"auto\"}",
                        "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"A cat\"}]}],"
                                + "\"generationConfig\":{\"responseModalities\":[\"IMAGE\"]}}",
                        List.of()),
                Arguments.of(
                        GEMINI,
                        "{\"size\":\"4096x4096\"}",
                        "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"A cat\"}]}],"
                                + "\"generationConfig\":{\"responseModalities\":[\"IMAGE\"],"
                                + "\"imageConfig\":{\"aspectRatio\":\"1:1\",\"imageSize\":\"4K\"}}}",
                        List.of()));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("requests")
    void writesRequests(String model, String fields, String expected, List<String> dropped) {
        Encoded encoded = encode(model, fields);

        assertThat(encoded).isInstanceOfSatisfying(Encoded.Ready.class, ready -> {
            assertThat(ready.request().path())
                    .isEqualTo("/models/" + model + (model.equals(IMAGEN) ? ":predict" : ":generateContent"));
            assertThat(Json.MAPPER.readTree(ready.request().body().utf8())).isEqualTo(Json.MAPPER.readTree(expected));
            assertThat(ready.dropped()).containsExactlyInAnyOrderElementsOf(dropped);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "1024x1024, 1:1, 1K",
        "1536x1024, 3:2, 1K",
        "1024x1536, 2:3, 1K",
        "1024x1792, 9:16, 1K",
        "2752x1536, 16:9, 2K",
        "1600x900, 16:9, 1K"
    })
    void findsTheShapeOfASize(String size, String ratio, String resolution) {
        assertThat(ImageShape.of(size, ImageShape.OF_GEMINI)).isEqualTo(new ImageShape(ratio, resolution));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "imagen-4.0-generate-001 | {\"n\":5} | n",
                "imagen-4.0-generate-001 | {\"size\":\"1536x1024\"} | size",
                "imagen-4.0-generate-001 | {\"size\":\"4096x4096\"} | size",
                "imagen-4.0-generate-001 | {\"output_format\":\"webp\"} | output_format",
                "gemini-3.1-flash-image | {\"n\":2} | n",
                "gemini-3.1-flash-image | {\"size\":\"huge\"} | size",
                "gemini-3.1-flash-image | {\"size\":\"1000x100\"} | size",
                "gemini-2.5-flash-image | {\"size\":\"2048x2048\"} | size",
                "gemini-3.1-flash-image | {\"output_format\":\"png\"} | output_format",
                "gemini-3.1-flash-image | {\"response_format\":\"url\"} | response_format",
                "gemini-3.1-flash-image | {\"background\":\"transparent\"} | background"
            })
    void saysWhatGoogleCannotDo(String model, String fields, String param) {
        assertThat(encode(model, fields))
                .isInstanceOfSatisfying(
                        Encoded.Unsupported.class,
                        unsupported -> assertThat(unsupported.failure().param()).isEqualTo(param));
    }

    @Test
    void readsImagensPredictions() {
        DecodedImages.Made made = (DecodedImages.Made) images.decode(
                JsonText.of(
                        "{\"predictions\":[{\"mimeType\":\"image/png\",\"bytesBase64Encoded\":\"AAAA\",\"prompt\":\"A fine cat\"},"
                                + "{\"mimeType\":\"image/png\",\"bytesBase64Encoded\":\"BBBB\"},{\"raiFilteredReason\":\"No.\"}]}"),
                StreamRun.CONTEXT);

        assertThat(Json.MAPPER.readTree(made.json().utf8()))
                .isEqualTo(
                        Json.MAPPER.readTree(
                                "{\"created\":1700000000,\"data\":[{\"b64_json\":\"AAAA\",\"revised_prompt\":\"A fine cat\"},{\"b64_json\":\"BBBB\"}],\"output_format\":\"png\"}"));
        assertThat(made.count()).isEqualTo(2);
        assertThat(made.usage()).isNull();
    }

    @Test
    void readsAGeminiModelsImageWithItsTokens() {
        DecodedImages.Made made = (DecodedImages.Made) images.decode(JsonText.of("""
                {"candidates":[{"content":{"parts":[{"text":"Here:"},{"inlineData":{"mimeType":"image/jpeg","data":"AAAA"}}]},
                  "finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":5,"candidatesTokenCount":1300,
                  "candidatesTokensDetails":[{"modality":"IMAGE","tokenCount":1290}]}}"""), StreamRun.CONTEXT);

        JsonNode json = Json.MAPPER.readTree(made.json().utf8());
        assertThat(json.at("/data/0/b64_json").asString()).isEqualTo("AAAA");
        assertThat(json.path("output_format").asString()).isEqualTo("jpeg");
        assertThat(json.path("usage"))
                .isEqualTo(Json.MAPPER.readTree("{\"input_tokens\":5,\"output_tokens\":1300,\"total_tokens\":1305,"
                        + "\"input_tokens_details\":{\"text_tokens\":5,\"image_tokens\":0},"
                        + "\"output_tokens_details\":{\"text_tokens\":10,\"image_tokens\":1290}}"));
        assertThat(made.usage()).isEqualTo(TokenUsage.of(5, 1300).with(TokenPart.IMAGE_COMPLETION, 1290));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<html> | INVALID_ANSWER | no JSON",
                "'' | INVALID_ANSWER | no image",
                "{} | INVALID_ANSWER | no image",
                "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"x\"}]},\"finishReason\":\"STOP\"}]} | INVALID_ANSWER | no image",
                "{\"error\":{\"status\":\"UNAVAILABLE\",\"message\":\"away\"}} | OVERLOADED | away",
                "{\"predictions\":[{\"raiFilteredReason\":\"Unsafe.\"}]} | INVALID_REQUEST | Unsafe.",
                "{\"candidates\":[{\"finishReason\":\"IMAGE_SAFETY\"}]} | INVALID_REQUEST | IMAGE_SAFETY",
                "{\"promptFeedback\":{\"blockReason\":\"OTHER\"}} | INVALID_REQUEST | blocked"
            })
    void tellsWhatIsNoImage(String body, FailureClass expected, String words) {
        assertThat(images.decode(JsonText.of(body), StreamRun.CONTEXT))
                .isInstanceOfSatisfying(DecodedImages.Failed.class, failed -> {
                    assertThat(failed.failure().failureClass()).isEqualTo(expected);
                    assertThat(failed.failure().message()).contains(words);
                });
    }

    @Test
    void listsModelsByTheirNames() {
        GoogleModelListing listing = new GoogleModelListing();

        assertThat(listing.path()).isEqualTo("/models?pageSize=1000");
        assertThat(
                        listing.read(
                                JsonText.of(
                                        "{\"models\":[{\"name\":\"models/gemini-x\"},{\"name\":\"tunedModels/mine\"},{}],\"nextPageToken\":\"n\"}")))
                .containsExactly("gemini-x", "tunedModels/mine");
        assertThat(listing.read(JsonText.of("<html>"))).isEmpty();
    }

    private Encoded encode(String model, String fields) {
        ObjectNode tree = (ObjectNode) Json.MAPPER.readTree(fields);
        String format = tree.path("response_format").asString("");
        return images.encode(
                new ImagesRequest(
                        "m",
                        "A cat",
                        tree.path("n").asInt(1),
                        tree.has("size") ? tree.path("size").asString() : null,
                        null,
                        format.equals("url") ? ImageFormat.URL : null,
                        new RequestFields(tree)),
                EncodingContext.of(model));
    }
}
