package ai.qnp.core.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.metering.TokenPart;
import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.openai.ImagesRequest;
import ai.qnp.core.openai.ImagesRequestReader;
import ai.qnp.core.openai.Json;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.openai.ReadRequest;
import ai.qnp.core.provider.DecodedImages;
import ai.qnp.core.provider.Encoded;
import ai.qnp.core.provider.EncodingContext;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.ImagesTranslator;
import ai.qnp.core.provider.Recording;
import ai.qnp.core.provider.StreamRun;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OpenAiImagesTest {
    private static final Map<String, FailureClass> ERRORS = Map.of(
            "openai-0035", FailureClass.INVALID_REQUEST,
            "openai-0036", FailureClass.INVALID_REQUEST,
            "openai-0054", FailureClass.INVALID_REQUEST,
            "openai-0055", FailureClass.MODEL_NOT_FOUND);

    private final ImagesTranslator images =
            Objects.requireNonNull(OpenAi.provider().images());

    static Stream<Recording> recordings() {
        return Recording.of("openai").stream()
                .filter(recording -> recording.path().contains("/images/"));
    }

    /** Edits answer as generations do, of which no good answer was recorded. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("recordings")
    void recordedAnswersPassAndErrorsHaveTheirClass(Recording recording) {
        JsonText body = JsonText.of(recording.body());

        if (recording.status() == 200) {
            assertThat(images.decode(body, StreamRun.CONTEXT))
                    .isEqualTo(new DecodedImages.Made(
                            body,
                            Json.MAPPER.readTree(recording.body()).path("data").size(),
                            null));
        } else {
            assertThat(images.classify(recording.status(), recording.headers(), body)
                            .failureClass())
                    .isEqualTo(ERRORS.get(recording.id()));
        }
    }

    @Test
    void readsTheTokensOfImages() {
        JsonText body = JsonText.of(
                "{\"created\":1,\"data\":[{\"b64_json\":\"AA==\"}],\"usage\":{\"total_tokens\":130,\"input_tokens\":30,\"output_tokens\":100,"
                        + "\"input_tokens_details\":{\"text_tokens\":10,\"image_tokens\":20,\"cached_tokens\":5},\"output_tokens_details\":{\"image_tokens\":90,\"text_tokens\":10}}}");

        assertThat(images.decode(body, StreamRun.CONTEXT))
                .isEqualTo(new DecodedImages.Made(
                        body,
                        1,
                        TokenUsage.of(30, 100)
                                .with(TokenPart.CACHED, 5)
                                .with(TokenPart.IMAGE_PROMPT, 20)
                                .with(TokenPart.IMAGE_COMPLETION, 90)));
    }

    @Test
    void anAnswerWithoutAnImageIsNone() {
        for (String body : new String[] {"", "[]", "{}", "{\"data\":[{}]}", "{\"error\":{\"message\":\"x\"}}"}) {
            assertThat(images.decode(JsonText.of(body), StreamRun.CONTEXT)).isInstanceOf(DecodedImages.Failed.class);
        }
    }

    @Test
    void saysWhenImagesWereMadeWhereTheServerDoesNot() {
        assertThat(images.decode(JsonText.of("{\"data\":[{\"url\":\"https://x.test\"}]}"), StreamRun.CONTEXT))
                .isEqualTo(new DecodedImages.Made(
                        JsonText.of("{\"data\":[{\"url\":\"https://x.test\"}],\"created\":1700000000}"), 1, null));
    }

    @Test
    void passesARequest() {
        assertThat(sent("dall-e-3", "\"size\":\"1024x1024\",\"response_format\":\"url\",\"style\":\"vivid\",\"n\":1"))
                .isEqualTo(
                        "{\"model\":\"dall-e-3\",\"prompt\":\"A cat\",\"size\":\"1024x1024\",\"response_format\":\"url\",\"style\":\"vivid\",\"n\":1}");
    }

    @Test
    void namesNoFormatToModelsThatGiveBase64Anyway() {
        assertThat(sent("gpt-image-2", "\"response_format\":\"b64_json\",\"output_format\":\"webp\""))
                .isEqualTo("{\"model\":\"gpt-image-2\",\"prompt\":\"A cat\",\"output_format\":\"webp\"}");
        assertThat(encoded("gpt-image-2", "\"response_format\":\"url\""))
                .isInstanceOfSatisfying(
                        Encoded.Unsupported.class,
                        unsupported -> assertThat(unsupported.failure().param()).isEqualTo("response_format"));
    }

    private String sent(String model, String fields) {
        return ((Encoded.Ready) encoded(model, fields)).request().body().toString();
    }

    private Encoded encoded(String model, String fields) {
        JsonText body = JsonText.of("{\"model\":\"m\",\"prompt\":\"A cat\"," + fields + "}");
        ImagesRequest request = ((ReadRequest.Accepted<ImagesRequest>) ImagesRequestReader.read(body)).request();
        return images.encode(request, EncodingContext.of(model));
    }
}
