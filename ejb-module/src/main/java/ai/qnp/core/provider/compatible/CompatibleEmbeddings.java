package ai.qnp.core.provider.compatible;

import ai.qnp.core.metering.TokenUsage;
import ai.qnp.core.openai.EmbeddingVector;
import ai.qnp.core.openai.EmbeddingsRequest;
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
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Embeddings for vendors that speak OpenAI's own words. */
public final class CompatibleEmbeddings implements EmbeddingsTranslator {
    private static final String PATH = "/embeddings";
    private static final Set<String> OWN = Set.of("model", "input", "dimensions", "encoding_format");

    private final String vendor;
    private final EmbeddingRules rules;
    private final ErrorRules errors;

    /**
     * Makes the translator of a vendor.
     *
     * @param vendor the vendor's name for people
     */
    public CompatibleEmbeddings(String vendor, EmbeddingRules rules, ErrorRules errors) {
        this.vendor = vendor;
        this.rules = rules;
        this.errors = errors;
    }

    @Override
    public int maxInputs(String model) {
        return rules.maxInputs();
    }

    @Override
    public Encoded encode(EmbeddingsRequest request, EncodingContext context) {
        EncodingNotes notes = new EncodingNotes(vendor);
        ObjectNode body = Json.MAPPER.createObjectNode().put("model", context.model());
        body.set("input", request.inputJson());
        if (request.hasTokens() && !rules.takesTokens()) {
            notes.unsupported("input", "arrays of tokens");
        }
        if (rules.takesEncodingFormat()
                && request.fields().get("encoding_format").isString()) {
            body.set("encoding_format", request.fields().get("encoding_format"));
        }
        Integer dimensions = request.dimensions();
        if (dimensions != null) {
            if (rules.dimensionsField() == null) {
                notes.unsupported("dimensions", "'dimensions'");
            } else {
                body.put(rules.dimensionsField(), dimensions);
            }
        }
        others(request, body, notes);
        return notes.result(new UpstreamRequest(PATH, JsonText.of(Json.MAPPER.writeValueAsBytes(body)), false));
    }

    private void others(EmbeddingsRequest request, ObjectNode body, EncodingNotes notes) {
        for (String name : request.fields().names()) {
            if (OWN.contains(name)) {
                continue;
            }
            if (rules.otherFields() == null || rules.otherFields().contains(name)) {
                body.set(name, request.fields().get(name));
            } else {
                notes.dropped(name);
            }
        }
    }

    @Override
    public DecodedEmbeddings decode(JsonText body) {
        try {
            return decoded(Json.MAPPER.readTree(body.utf8()), body);
        } catch (JacksonException notJson) {
            return invalid("the provider's answer is no JSON object");
        }
    }

    private DecodedEmbeddings decoded(JsonNode root, JsonText body) {
        if (root.hasNonNull("error") || root.path("object").asString("").equals("error")) {
            return new DecodedEmbeddings.Failed(ErrorClasses.inBand(body.utf8(), errors));
        }
        record Indexed(int index, EmbeddingVector vector) {}
        List<Indexed> found = new ArrayList<>();
        for (JsonNode entry : root.path("data")) {
            EmbeddingVector vector = EmbeddingVector.read(entry.path("embedding"));
            if (vector == null) {
                return invalid("the provider's answer holds an embedding that is no vector");
            }
            found.add(new Indexed(entry.path("index").asInt(found.size()), vector));
        }
        if (found.isEmpty()) {
            return invalid("the provider's answer is empty");
        }
        found.sort(Comparator.comparingInt(Indexed::index));
        return new DecodedEmbeddings.Vectors(found.stream().map(Indexed::vector).toList(), usage(root.path("usage")));
    }

    static @Nullable TokenUsage usage(JsonNode usage) {
        if (!usage.isObject()) {
            return null;
        }
        try (JsonParser parser = Json.MAPPER.treeAsTokens(usage)) {
            parser.nextToken();
            return new UsageReader(parser, Set.of()).read();
        }
    }

    private static DecodedEmbeddings invalid(String message) {
        return new DecodedEmbeddings.Failed(Failure.of(FailureClass.INVALID_ANSWER, message));
    }

    @Override
    public Failure classify(int status, Headers headers, JsonText body) {
        return ErrorClasses.ofAnswer(status, headers, body.utf8(), errors);
    }
}
