package ai.qnp.core.provider.google;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.openai.EmbeddingsRequest;
import ai.qnp.core.openai.EmbeddingsRequest.EncodingFormat;
import ai.qnp.core.openai.EmbeddingsRequest.Input;
import ai.qnp.core.openai.Json;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.openai.RequestFields;
import ai.qnp.core.provider.DecodedEmbeddings;
import ai.qnp.core.provider.Encoded;
import ai.qnp.core.provider.EncodingContext;
import ai.qnp.core.provider.FailureClass;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class GoogleEmbeddingsTest {
    private final GoogleEmbeddings embeddings = new GoogleEmbeddings();

    @Test
    void asksForEachInputByItself() {
        Encoded encoded = encode(
                List.of(new Input.Text("a"), new Input.Text("b")),
                768,
                "{\"input\":[\"a\",\"b\"],\"user\":\"u\",\"encoding_format\":\"base64\",\"dimensions\":768,"
                        + "\"task_type\":\"RETRIEVAL_DOCUMENT\",\"title\":\"T\"}");

        assertThat(encoded).isInstanceOfSatisfying(Encoded.Ready.class, ready -> {
            String one = "\"outputDimensionality\":768,\"taskType\":\"RETRIEVAL_DOCUMENT\",\"title\":\"T\"}";
            assertThat(ready.request().path()).isEqualTo("/models/gemini-embedding-001:batchEmbedContents");
            assertThat(Json.MAPPER.readTree(ready.request().body().utf8()))
                    .isEqualTo(Json.MAPPER.readTree("{\"requests\":["
                            + "{\"model\":\"models/gemini-embedding-001\",\"content\":{\"parts\":[{\"text\":\"a\"}]},"
                            + one
                            + ",{\"model\":\"models/gemini-embedding-001\",\"content\":{\"parts\":[{\"text\":\"b\"}]},"
                            + one
                            + "]}"));
            assertThat(ready.dropped()).containsExactly("user");
        });
        assertThat(embeddings.maxInputs("gemini-embedding-001")).isEqualTo(100);
    }

    @Test
    void refusesTokens() {
        Encoded encoded = encode(List.of(new Input.Tokens(Json.MAPPER.readTree("[1,2]"))), null, "{}");

        assertThat(encoded)
                .isInstanceOfSatisfying(
                        Encoded.Unsupported.class,
                        unsupported -> assertThat(unsupported.failure().param()).isEqualTo("input"));
    }

    @Test
    void readsVectorsInOrderWithTheirUsage() {
        DecodedEmbeddings decoded = embeddings.decode(
                JsonText.of(
                        "{\"embeddings\":[{\"values\":[0.5,-1]},{\"values\":[2]}],\"usageMetadata\":{\"promptTokenCount\":4}}"));

        assertThat(decoded).isInstanceOfSatisfying(DecodedEmbeddings.Vectors.class, read -> {
            assertThat(read.vectors())
                    .map(vector -> vector.json(EncodingFormat.FLOAT).toString())
                    .containsExactly("[0.5,-1.0]", "[2.0]");
            assertThat(read.usage()).isNotNull();
            assertThat(read.usage().promptTokens()).isEqualTo(4);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | INVALID_ANSWER",
                "{} | INVALID_ANSWER",
                "{\"embeddings\":[]} | INVALID_ANSWER",
                "{\"embeddings\":[{\"values\":[]}]} | INVALID_ANSWER",
                "{\"error\":{\"status\":\"UNAVAILABLE\"}} | OVERLOADED"
            })
    void tellsWhatIsNoAnswer(String body, FailureClass expected) {
        assertThat(embeddings.decode(JsonText.of(body)))
                .isInstanceOfSatisfying(
                        DecodedEmbeddings.Failed.class,
                        failed -> assertThat(failed.failure().failureClass()).isEqualTo(expected));
    }

    private Encoded encode(List<Input> inputs, @Nullable Integer dimensions, String fields) {
        return embeddings.encode(
                new EmbeddingsRequest(
                        "m", inputs, true, EncodingFormat.FLOAT, dimensions, new RequestFields((ObjectNode)
                                Json.MAPPER.readTree(fields))),
                EncodingContext.of("gemini-embedding-001"));
    }
}
