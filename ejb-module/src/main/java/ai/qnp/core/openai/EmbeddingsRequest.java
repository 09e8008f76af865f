package ai.qnp.core.openai;

import ai.qnp.core.openai.ChatRequest.Feature;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.StringNode;

/**
 * A request for embeddings.
 *
 * @param model the model asked for, as written
 * @param inputs what to embed, at least one, in the order of the answer
 * @param isBatch whether the client sent an array of inputs; a single one may be sent bare
 * @param format how the client wants the vectors
 * @param dimensions how long the vectors shall be; null for the model's own length
 * @param fields the request's other fields
 */
public record EmbeddingsRequest(
        String model,
        List<Input> inputs,
        boolean isBatch,
        EncodingFormat format,
        @Nullable Integer dimensions,
        RequestFields fields)
        implements ModelRequest {
    public EmbeddingsRequest {
        inputs = List.copyOf(inputs);
    }

    /** One thing to embed. */
    public sealed interface Input {
        /** A text. */
        record Text(String text) implements Input {}

        /** A text that the client has split into tokens, as an array of integers. */
        record Tokens(JsonNode ids) implements Input {}
    }

    /** How vectors are written. */
    public enum EncodingFormat {
        /** An array of numbers. */
        FLOAT,
        /** Little-endian 32-bit floats in base64. */
        BASE64
    }

    /** The same request for some of its inputs. */
    public EmbeddingsRequest of(List<Input> some) {
        return new EmbeddingsRequest(model, some, true, format, dimensions, fields);
    }

    /** The same request with other fields. */
    public EmbeddingsRequest with(RequestFields others) {
        return new EmbeddingsRequest(model, inputs, isBatch, format, dimensions, others);
    }

    /** Whether any input is an array of tokens. */
    public boolean hasTokens() {
        return inputs.stream().anyMatch(Input.Tokens.class::isInstance);
    }

    @Override
    public boolean stream() {
        return false;
    }

    @Override
    public Set<Feature> features() {
        return Set.of();
    }

    @Override
    public long promptCharacters() {
        long characters = 0;
        for (Input input : inputs) {
            characters += switch (input) {
                case Input.Text(String text) -> text.length();
                // the estimate takes four characters for a token
                case Input.Tokens(JsonNode ids) -> 4L * ids.size();
            };
        }
        return characters;
    }

    /** {@code input} as an array, for vendors that take OpenAI's words. */
    public JsonNode inputJson() {
        if (!isBatch && inputs.size() == 1) {
            return json(inputs.getFirst());
        }
        ArrayNode array = Json.MAPPER.createArrayNode();
        inputs.forEach(input -> array.add(json(input)));
        return array;
    }

    private static JsonNode json(Input input) {
        return switch (input) {
            case Input.Text(String text) -> StringNode.valueOf(text);
            case Input.Tokens(JsonNode ids) -> ids;
        };
    }
}
