package ai.qnp.core.provider.cohere;

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
import ai.qnp.core.provider.Headers;
import ai.qnp.core.provider.UpstreamRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Embeddings by Cohere's Embed API (docs.cohere.com/reference/embed, read 2026-11). */
final class CohereEmbeddings implements EmbeddingsTranslator {
    private static final String PATH = "/embed";
    private static final int MAX_INPUTS = 96;

    private static final String INPUT_TYPE = "input_type";
    /** What a client that knows nothing of input types embeds most often. */
    private static final String DOCUMENT = "search_document";

    private static final Set<String> READ =
            Set.of("model", "input", "encoding_format", "dimensions", INPUT_TYPE, "truncate", "priority", "max_tokens");

    @Override
    public int maxInputs(String model) {
        return MAX_INPUTS;
    }

    @Override
    public Encoded encode(EmbeddingsRequest request, EncodingContext context) {
        EncodingNotes notes = new EncodingNotes(Cohere.NAME);
        ObjectNode body = Json.MAPPER.createObjectNode().put("model", context.model());
        JsonNode inputType = request.fields().get(INPUT_TYPE);
        body.put(INPUT_TYPE, inputType.isString() ? inputType.asString() : DOCUMENT);
        body.putArray("embedding_types").add("float");
        texts(body.putArray("texts"), request.inputs(), notes);
        dimensions(body, request, context, notes);
        for (String field : List.of("truncate", "priority", "max_tokens")) {
            JsonNode value = request.fields().get(field);
            if (!value.isMissingNode()) {
                body.set(field, value);
            }
        }
        request.fields().names().stream().filter(name -> !READ.contains(name)).forEach(notes::dropped);
        return notes.result(new UpstreamRequest(PATH, JsonText.of(Json.MAPPER.writeValueAsBytes(body)), false));
    }

    private static void texts(ArrayNode texts, List<Input> inputs, EncodingNotes notes) {
        for (Input input : inputs) {
            switch (input) {
                case Input.Text(String text) -> texts.add(text);
                case Input.Tokens tokens -> notes.unsupported("input", "input that is split into tokens; send texts");
            }
        }
    }

    /** Models before version 4 have one length, which nobody need ask for. */
    private static void dimensions(
            ObjectNode body, EmbeddingsRequest request, EncodingContext context, EncodingNotes notes) {
        Integer asked = request.dimensions();
        if (asked == null) {
            return;
        }
        String model = context.model();
        if (!model.endsWith("-v2.0") && !model.endsWith("-v3.0")) {
            body.put("output_dimension", asked);
        } else if (!(model.endsWith("-v3.0") && asked == (model.contains("light") ? 384 : 1024))) {
            notes.unsupported("dimensions", "choice of dimensions for '" + model + "'");
        }
    }

    @Override
    public DecodedEmbeddings decode(JsonText body) {
        JsonNode answer;
        try {
            answer = Json.MAPPER.readTree(body.utf8());
        } catch (JacksonException notJson) {
            return new DecodedEmbeddings.Failed(CohereErrors.invalid("answer is no JSON"));
        }
        if (answer.path("message").isString()) {
            return new DecodedEmbeddings.Failed(CohereErrors.inBand(answer));
        }
        JsonNode given = answer.path("embeddings");
        List<EmbeddingVector> vectors = new ArrayList<>();
        for (JsonNode vector : given.isObject() ? given.path("float") : given) {
            EmbeddingVector read = EmbeddingVector.read(vector);
            if (read == null) {
                return new DecodedEmbeddings.Failed(CohereErrors.invalid("answer holds an embedding that is none"));
            }
            vectors.add(read);
        }
        return vectors.isEmpty()
                ? new DecodedEmbeddings.Failed(CohereErrors.invalid("answer has no embeddings"))
                : new DecodedEmbeddings.Vectors(vectors, BilledUnits.ofEmbeddings(answer.path("meta")));
    }

    @Override
    public Failure classify(int status, Headers headers, JsonText body) {
        return CohereErrors.ofAnswer(status, headers, body.utf8());
    }
}
