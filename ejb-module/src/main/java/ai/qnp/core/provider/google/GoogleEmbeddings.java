package ai.qnp.core.provider.google;

import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.openai.EmbeddingVector;
import ai.qnp.core.openai.EmbeddingsRequest;
import ai.qnp.core.openai.EmbeddingsRequest.Input;
import ai.qnp.core.openai.Json;
import ai.qnp.core.openai.JsonText;
import ai.qnp.core.provider.DecodedEmbeddings;
import ai.qnp.core.provider.EmbeddingsTranslator;
import ai.qnp.core.provider.Encoded;
import ai.qnp.core.provider.EncodingContext;
import ai.qnp.core.provider.EncodingNotes;
import ai.qnp.core.provider.Failure;
import ai.qnp.core.provider.FailureClass;
import ai.qnp.core.provider.Headers;
import ai.qnp.core.provider.UpstreamRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Embeddings by {@code batchEmbedContents} (ai.google.dev/api/embeddings, read 2026-11). */
record GoogleEmbeddings() implements EmbeddingsTranslator {
    private static final int MAX_INPUTS = 100;
    private static final Set<String> TRANSLATED =
            Set.of("model", "input", "dimensions", "encoding_format", "task_type", "taskType", "title");

    @Override
    public int maxInputs(String model) {
        return MAX_INPUTS;
    }

    @Override
    public Encoded encode(EmbeddingsRequest request, EncodingContext context) {
        EncodingNotes notes = new EncodingNotes(Google.NAME);
        ObjectNode body = Json.MAPPER.createObjectNode();
        ArrayNode requests = body.putArray("requests");
        for (Input input : request.inputs()) {
            switch (input) {
                case Input.Text(String text) -> requests.add(one(text, request, context.model()));
                case Input.Tokens tokens -> notes.unsupported("input", "arrays of tokens");
            }
        }
        request.fields().names().stream()
                .filter(name -> !TRANSLATED.contains(name))
                .forEach(notes::dropped);
        return notes.result(new UpstreamRequest(
                ModelPath.of(context.model(), "batchEmbedContents"),
                JsonText.of(Json.MAPPER.writeValueAsBytes(body)),
                false));
    }

    private static ObjectNode one(String text, EmbeddingsRequest request, String model) {
        ObjectNode one = Json.MAPPER.createObjectNode().put("model", ModelPath.resource(model));
        one.putObject("content").putArray("parts").addObject().put("text", text);
        if (request.dimensions() != null) {
            one.put("outputDimensionality", request.dimensions());
        }
        copy(one, "taskType", request.fields().get("task_type"));
        copy(one, "taskType", request.fields().get("taskType"));
        copy(one, "title", request.fields().get("title"));
        return one;
    }

    private static void copy(ObjectNode target, String field, JsonNode value) {
        if (value.isString()) {
            target.set(field, value);
        }
    }

    @Override
    public DecodedEmbeddings decode(JsonText body) {
        JsonNode answer;
        try {
            answer = Json.MAPPER.readTree(body.utf8());
        } catch (JacksonException notJson) {
            return invalid("Google's answer is no JSON");
        }
        if (GoogleErrors.isError(answer)) {
            return new DecodedEmbeddings.Failed(GoogleErrors.inBand(answer));
        }
        // embedContent, the method for one input, has it without an array
        List<JsonNode> embeddings = answer.path("embeddings").isArray()
                ? List.copyOf(answer.path("embeddings").values())
                : List.of(answer.path("embedding"));
        List<EmbeddingVector> vectors = new ArrayList<>();
        for (JsonNode embedding : embeddings) {
            EmbeddingVector vector = EmbeddingVector.read(embedding.path("values"));
            if (vector == null) {
                return invalid("Google's answer has an embedding without values");
            }
            vectors.add(vector);
        }
        TokenUsage usage = UsageCounts.read(answer, "");
        return vectors.isEmpty()
                ? invalid("Google's answer has no embeddings")
                : new DecodedEmbeddings.Vectors(vectors, usage);
    }

    private static DecodedEmbeddings invalid(String message) {
        return new DecodedEmbeddings.Failed(Failure.of(FailureClass.INVALID_ANSWER, message));
    }

    @Override
    public Failure classify(int status, Headers headers, JsonText body) {
        return GoogleErrors.ofAnswer(status, headers, body.utf8());
    }
}
