package ai.qnp.core.provider.compatible;

import static org.assertj.core.api.Assertions.assertThat;

import ai.qnp.core.openai.EmbeddingVector;
import ai.qnp.core.openai.EmbeddingsRequest;
import ai.qnp.core.openai.EmbeddingsRequest.EncodingFormat;
import ai.qnp.core.openai.EmbeddingsRequestReader;
import ai.qnp.core.openai.Json;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.openai.ReadRequest;
import ai.qnp.core.provider.DecodedEmbeddings;
import ai.qnp.core.provider.EmbeddingsTranslator;
import ai.qnp.core.provider.Encoded;
import ai.qnp.core.provider.EncodingContext;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.Provider;
import ai.qnp.core.provider.Recording;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** What the recorded embeddings of a vendor with OpenAI's words must come out as. */
public abstract class EmbeddingRecordingsContract {
    /** The vendor. */
    protected abstract Provider provider();

    /** The class of each recorded error, by the recording's id. */
    protected abstract Map<String, FailureClass> errors();

    /** The recorded requests that QNP itself refuses, and why. */
    protected Map<String, String> refusedByQnp() {
        return Map.of();
    }

    private EmbeddingsTranslator embeddings() {
        return Objects.requireNonNull(provider().embeddings());
    }

    private Stream<Recording> all() {
        return Recording.of(provider().profile().id()).stream()
                .filter(recording -> recording.path().endsWith("/embeddings"));
    }

    @TestFactory
    Stream<DynamicTest> vectorsComeOutAsTheyAreInTheOrderOfTheInputs() {
        return all().filter(recording -> recording.status() == 200)
                .map(recording -> DynamicTest.dynamicTest(recording.toString(), () -> decodes(recording)));
    }

    private void decodes(Recording recording) {
        JsonNode answer = Json.MAPPER.readTree(recording.body());

        DecodedEmbeddings decoded = embeddings().decode(JsonText.of(recording.body()));

        assertThat(decoded).isInstanceOfSatisfying(DecodedEmbeddings.Vectors.class, vectors -> {
            assertThat(vectors.usage()).isEqualTo(PlainReading.usage(answer.path("usage")));
            assertThat(vectors.vectors()).hasSize(answer.path("data").size());
            for (JsonNode entry : answer.path("data")) {
                EmbeddingVector vector =
                        vectors.vectors().get(entry.path("index").asInt());
                assertThat(floats(vector)).isEqualTo(floats(entry.path("embedding")));
            }
        });
    }

    private static List<Float> floats(EmbeddingVector vector) {
        return floats(vector.json(EncodingFormat.FLOAT));
    }

    private static List<Float> floats(JsonNode embedding) {
        List<Float> floats = new ArrayList<>();
        if (embedding.isString()) {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(embedding.asString()))
                    .order(ByteOrder.LITTLE_ENDIAN);
            while (bytes.hasRemaining()) {
                floats.add(bytes.getFloat());
            }
        }
        embedding.forEach(number -> floats.add((float) number.doubleValue()));
        return floats;
    }

    @TestFactory
    Stream<DynamicTest> errorsHaveTheirClass() {
        return all().filter(recording -> recording.status() != 200)
                .map(recording -> DynamicTest.dynamicTest(recording.toString(), () -> {
                    Failure failure = embeddings()
                            .classify(recording.status(), recording.headers(), JsonText.of(recording.body()));

                    assertThat(failure.failureClass()).isEqualTo(errors().get(recording.id()));
                }));
    }

    @TestFactory
    Stream<DynamicTest> recordedRequestsAreSentAsTheyAre() {
        return all().filter(recording ->
                        recording.request() != null && recording.request().has("input"))
                .map(recording -> DynamicTest.dynamicTest(
                        recording.toString(), () -> encodes(recording, Objects.requireNonNull(recording.request()))));
    }

    private void encodes(Recording recording, JsonNode body) {
        ReadRequest<EmbeddingsRequest> read = EmbeddingsRequestReader.read(JsonText.of(body.toString()));
        if (refusedByQnp().containsKey(recording.id())) {
            assertThat(read).isInstanceOf(ReadRequest.Rejected.class);
            return;
        }
        EmbeddingsRequest request = ((ReadRequest.Accepted<EmbeddingsRequest>) read).request();

        Encoded encoded = embeddings()
                .encode(request, EncodingContext.of(body.path("model").asString()));

        assertThat(encoded).isInstanceOfSatisfying(Encoded.Ready.class, ready -> {
            JsonNode sent = Json.MAPPER.readTree(ready.request().body().utf8());
            assertThat(ready.request().path()).isEqualTo("/embeddings");
            assertThat(ready.dropped()).isEmpty();
            for (String name : body.propertyNames()) {
                if (!name.equals("encoding_format")) {
                    assertThat(sent.path(name)).as(name).isEqualTo(body.path(name));
                }
            }
        });
    }
}
