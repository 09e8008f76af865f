package ai.qnp.core.relay;

import ai.qnp.core.metering.TokenPart;
import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.openai.ChatRequest;
import ai.qnp.core.openai.EmbeddingVector;
import ai.qnp.core.openai.EmbeddingsRequest;
import ai.qnp.core.openai.ImagesRequest;
import ai.qnp.core.openai.Json;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.AnswerContext;
import ai.qnp.core.provider.AuthScheme;
import ai.qnp.core.provider.ChatTranslator;
import ai.qnp.core.provider.ChunkReducer;
import ai.qnp.core.provider.Decoded;
import ai.qnp.core.provider.DecodedEmbeddings;
import ai.qnp.core.provider.DecodedImages;
import ai.qnp.core.provider.DefaultModels;
import ai.qnp.core.provider.EmbeddingsTranslator;
import ai.qnp.core.provider.Encoded;
import ai.qnp.core.provider.EncodingContext;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.Headers;
import ai.qnp.core.provider.ImagesTranslator;
import ai.qnp.core.provider.Provider;
import ai.qnp.core.provider.ProviderProfile;
import ai.qnp.core.provider.UpstreamRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A vendor with the plainest words: a prompt of letters is answered by its vectors {@code [[1],[2]]} or images
 * {@code 3}, an error is its text. It takes two inputs at once, and images of a chat only as bytes.
 */
record TestVendor(
        ProviderProfile profile,
        @Nullable EmbeddingsTranslator embeddings,
        @Nullable ImagesTranslator images) implements Provider {
    static TestVendor of(String id, Set<String> ownFields) {
        return new TestVendor(sheet(id, ownFields), new Vectors(), new Pictures());
    }

    static TestVendor ofChatOnly(String id) {
        return new TestVendor(sheet(id, Set.of()), null, null);
    }

    private static ProviderProfile sheet(String id, Set<String> ownFields) {
        return new ProviderProfile(
                id,
                id,
                URI.create("http://" + id + ".test"),
                AuthScheme.BEARER,
                Map.of(),
                List.of(),
                new DefaultModels("chat", "vectors", "pictures"),
                ownFields,
                List.of());
    }

    @Override
    public ChatTranslator chat() {
        return new Chat();
    }

    private static Encoded ready(JsonNode body) {
        return new Encoded.Ready(
                new UpstreamRequest("/ask", JsonText.of(Json.MAPPER.writeValueAsBytes(body)), false), List.of());
    }

    private static Failure refused(int status, JsonText body) {
        return new Failure(FailureClass.ofStatus(status), status, body.toString(), null, null, null);
    }

    private record Vectors() implements EmbeddingsTranslator {
        @Override
        public int maxInputs(String model) {
            return 2;
        }

        @Override
        public Encoded encode(EmbeddingsRequest request, EncodingContext context) {
            return ready(request.fields().copy().set("input", request.inputJson()));
        }

        @Override
        public DecodedEmbeddings decode(JsonText body) {
            JsonNode answer = Json.MAPPER.readTree(body.utf8());
            List<EmbeddingVector> vectors = new ArrayList<>();
            answer.path("vectors").forEach(vector -> vectors.add(Objects.requireNonNull(EmbeddingVector.read(vector))));
            JsonNode tokens = answer.path("tokens");
            return new DecodedEmbeddings.Vectors(
                    vectors, tokens.isMissingNode() ? null : TokenUsage.of(tokens.asLong(), 0));
        }

        @Override
        public Failure classify(int status, Headers headers, JsonText body) {
            return refused(status, body);
        }
    }

    private record Pictures() implements ImagesTranslator {
        @Override
        public Encoded encode(ImagesRequest request, EncodingContext context) {
            return ready(request.fields().copy().put("prompt", request.prompt()));
        }

        @Override
        public DecodedImages decode(JsonText body, AnswerContext context) {
            JsonNode answer = Json.MAPPER.readTree(body.utf8());
            JsonNode tokens = answer.path("tokens");
            return new DecodedImages.Made(
                    body,
                    answer.path("count").asInt(),
                    tokens.isMissingNode()
                            ? null
                            : TokenUsage.of(0, tokens.asLong()).with(TokenPart.IMAGE_COMPLETION, tokens.asLong()));
        }

        @Override
        public Failure classify(int status, Headers headers, JsonText body) {
            return refused(status, body);
        }
    }

    private record Chat() implements ChatTranslator {
        @Override
        public Encoded encode(ChatRequest request, EncodingContext context) {
            ObjectNode body = request.tree();
            ArrayNode files = body.putArray("files");
            for (String address : addresses(body).toList()) {
                if (!context.files().containsKey(address)) {
                    return new Encoded.NeedsFiles(Set.of(address));
                }
                files.add(Objects.requireNonNull(context.files().get(address)).base64());
            }
            return ready(body);
        }

        private static Stream<String> addresses(ObjectNode body) {
            return body.findValues("url").stream().map(JsonNode::asString);
        }

        @Override
        public Decoded decode(JsonText body, AnswerContext context) {
            return new Decoded.Completion(body, "stop", TokenUsage.NONE, 1);
        }

        @Override
        public ChunkReducer reducer(AnswerContext context) {
            throw new UnsupportedOperationException("this vendor does not stream");
        }

        @Override
        public Failure classify(int status, Headers headers, JsonText body) {
            return refused(status, body);
        }
    }
}
