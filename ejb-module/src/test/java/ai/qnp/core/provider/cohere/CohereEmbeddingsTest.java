package ai.qnp.core.provider.cohere;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.openai.EmbeddingsRequest;
import ai.qnp.core.openai.EmbeddingsRequest.EncodingFormat;
import ai.qnp.core.openai.EmbeddingsRequest.Input;
import ai.qnp.core.openai.Json;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.openai.RequestFields;
import ai.qnp.core.provider.DecodedEmbeddings;
import ai.qnp.core.provider.EmbeddingsTranslator;
import ai.qnp.core.provider.Encoded;
import ai.qnp.core.provider.EncodingContext;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.Headers;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class CohereEmbeddingsTest {
    private final EmbeddingsTranslator embeddings =
            Objects.requireNonNull(Cohere.provider().embeddings());

    static List<Arguments> requests() {
        return List.of(
                Arguments.of(
                        "a document unless said otherwise",
                        "embed-v4.0",
                        null,
                        "{}",
                        "{\"model\":\"embed-v4.0\",\"input_type\":\"search_document\",\"embedding_types\":[\"float\"],\"texts\":[\"a\",\"b\"]}",
                        List.of()),
                Arguments.of(
                        "Cohere's own fields and a length",
                        "embed-v4.0",
                        256,
                        "{\"input_type\":\"search_query\",\"truncate\":\"END\",\"priority\":1,\"max_tokens\":9,\"user\":\"u\",\"encoding_format\":\"base64\"}",
                        "{\"model\":\"embed-v4.0\",\"input_type\":\"search_query\",\"embedding_types\":[\"float\"],\"texts\":[\"a\",\"b\"],\"output_dimension\":256,\"truncate\":\"END\",\"priority\":1,\"max_tokens\":9}",
                        List.of("user")),
                Arguments.of(
                        "the only length that an older model has",
                        "embed-english-v3.0",
                        1024,
                        "{}",
                        "{\"model\":\"embed-english-v3.0\",\"input_type\":\"search_document\",\"embedding_types\":[\"float\"],\"texts\":[\"a\",\"b\"]}",
                        List.of()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void writesRequests(
            String name,
            String model,
            @Nullable Integer dimensions,
            String fields,
            String expected,
            List<String> dropped) {
        Encoded encoded = embeddings.encode(
                request(List.of(new Input.Text("a"), new Input.Text("b")), dimensions, fields),
                EncodingContext.of(model));

        assertThat(encoded).isInstanceOfSatisfying(Encoded.Ready.class, ready -> {
            assertThat(ready.request().path()).isEqualTo("/embed");
            assertThat(Json.MAPPER.readTree(ready.request().body().utf8())).isEqualTo(Json.MAPPER.readTree(expected));
            assertThat(ready.dropped()).isEqualTo(dropped);
        });
    }

    @Test
    void takesNoTokens() {
        Input tokens = new Input.Tokens(Json.MAPPER.readTree("[1,2]"));

        Encoded encoded = embeddings.encode(request(List.of(tokens), null, "{}"), EncodingContext.of("embed-v4.0"));

        assertThat(encoded)
                .isInstanceOfSatisfying(
                        Encoded.Unsupported.class,
                        unsupported -> assertThat(unsupported.failure().param()).isEqualTo("input"));
    }

    @Test
    void takesNoLengthWhereTheModelHasOne() {
        Encoded encoded = embeddings.encode(
                request(List.of(new Input.Text("a")), 256, "{}"), EncodingContext.of("embed-multilingual-light-v3.0"));

        assertThat(encoded)
                .isInstanceOfSatisfying(
                        Encoded.Unsupported.class,
                        unsupported -> assertThat(unsupported.failure().param()).isEqualTo("dimensions"));
    }

    @Test
    void takesNinetySixInputsAtATime() {
        assertThat(embeddings.maxInputs("embed-v4.0")).isEqualTo(96);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"embeddings\":{\"float\":[[0.5,-1],[2,3]]},\"meta\":{\"billed_units\":{\"input_tokens\":7}}}",
                "{\"embeddings\":[[0.5,-1],[2,3]],\"meta\":{\"billed_units\":{\"input_tokens\":7.0}}}"
            })
    void readsVectorsInOrder(String body) {
        DecodedEmbeddings decoded = embeddings.decode(JsonText.of(body));

        assertThat(decoded).isInstanceOfSatisfying(DecodedEmbeddings.Vectors.class, vectors -> {
            assertThat(vectors.vectors())
                    .extracting(vector -> vector.json(EncodingFormat.FLOAT).toString())
                    .containsExactly("[0.5,-1.0]", "[2.0,3.0]");
            assertThat(vectors.usage()).isEqualTo(TokenUsage.of(7, 0));
        });
    }

    static List<Arguments> noAnswers() {
        return List.of(
                Arguments.of("", FailureClass.INVALID_ANSWER),
                Arguments.of("{}", FailureClass.INVALID_ANSWER),
                Arguments.of("{\"embeddings\":{\"float\":[]}}", FailureClass.INVALID_ANSWER),
                Arguments.of("{\"embeddings\":{\"float\":[[\"x\"]]}}", FailureClass.INVALID_ANSWER),
                Arguments.of("{\"message\":\"internal server error\"}", FailureClass.SERVER_ERROR));
    }

    @ParameterizedTest(name = "{index} {0}")
    @MethodSource("noAnswers")
    void anAnswerWithoutVectorsIsAFailure(String body, FailureClass expected) {
        assertThat(embeddings.decode(JsonText.of(body)))
                .isInstanceOfSatisfying(
                        DecodedEmbeddings.Failed.class,
                        failed -> assertThat(failed.failure().failureClass()).isEqualTo(expected));
    }

    @Test
    void knowsCoheresErrors() {
        assertThat(embeddings
                        .classify(404, Headers.NONE, JsonText.of("{\"message\":\"model 'x' not found, make sure\"}"))
                        .failureClass())
                .isEqualTo(FailureClass.MODEL_NOT_FOUND);
    }

    private static EmbeddingsRequest request(List<Input> inputs, @Nullable Integer dimensions, String fields) {
        return new EmbeddingsRequest("x", inputs, true, EncodingFormat.FLOAT, dimensions, new RequestFields((ObjectNode)
                Json.MAPPER.readTree(fields)));
    }
}
