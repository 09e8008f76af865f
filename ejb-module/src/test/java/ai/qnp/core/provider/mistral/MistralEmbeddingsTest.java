package ai.qnp.core.provider.mistral;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.openai.EmbeddingsRequest;
import ai.qnp.core.openai.EmbeddingsRequestReader;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.openai.ReadRequest;
import ai.qnp.core.provider.Encoded;
import ai.qnp.core.provider.EncodingContext;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.Provider;
import ai.qnp.core.provider.compatible.EmbeddingRecordingsContract;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MistralEmbeddingsTest extends EmbeddingRecordingsContract {
    @Override
    protected Provider provider() {
        return Mistral.provider();
    }

    @Override
    protected Map<String, FailureClass> errors() {
        return Map.of("mistral-0032", FailureClass.INVALID_REQUEST);
    }

    @Test
    void givesDimensionsTheirNameAndAsksForNumbers() {
        Encoded encoded = encoded("\"input\":[\"a\"],\"dimensions\":64,\"encoding_format\":\"base64\",\"user\":\"u\"");

        assertThat(encoded).isInstanceOfSatisfying(Encoded.Ready.class, ready -> {
            assertThat(ready.request().body())
                    .hasToString("{\"model\":\"codestral-embed\",\"input\":[\"a\"],\"output_dimension\":64}");
            assertThat(ready.dropped()).containsExactly("user");
        });
    }

    @Test
    void refusesTokens() {
        assertThat(encoded("\"input\":[[1,2]]"))
                .isInstanceOfSatisfying(
                        Encoded.Unsupported.class,
                        unsupported -> assertThat(unsupported.failure().param()).isEqualTo("input"));
    }

    private static Encoded encoded(String fields) {
        JsonText body = JsonText.of("{\"model\":\"m\"," + fields + "}");
        EmbeddingsRequest request =
                ((ReadRequest.Accepted<EmbeddingsRequest>) EmbeddingsRequestReader.read(body)).request();
        return Objects.requireNonNull(Mistral.provider().embeddings())
                .encode(request, EncodingContext.of("codestral-embed"));
    }
}
