package ai.qnp.core.openai;

import ai.qnp.core.openai.EmbeddingsRequest.EncodingFormat;
import ai.qnp.core.openai.EmbeddingsRequest.Input;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads a request for embeddings (platform.openai.com/docs/api-reference/embeddings/create). */
public final class EmbeddingsRequestReader {
    private static final String INPUT = "a text, an array of texts, or arrays of tokens";

    private final JsonParser parser;
    private final FieldReader fields;
    private final ObjectNode others = Json.MAPPER.createObjectNode();
    private @Nullable String model;
    private @Nullable JsonNode input;
    private EncodingFormat format = EncodingFormat.FLOAT;
    private @Nullable Integer dimensions;

    private EmbeddingsRequestReader(JsonParser parser) {
        this.parser = parser;
        this.fields = new FieldReader(parser);
    }

    /** Reads a request. */
    public static ReadRequest<EmbeddingsRequest> read(JsonText received) {
        return RequestReading.read(received, (body, parser) -> new EmbeddingsRequestReader(parser).read());
    }

    private EmbeddingsRequest read() {
        fields.begin("'model' and 'input'");
        SeenOnce seen = new SeenOnce();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            seen.check(name);
            JsonToken token = parser.nextToken();
            switch (name) {
                case "model" -> model = fields.modelName();
                case "input" -> input = token == JsonToken.VALUE_NULL ? null : parser.readValueAsTree();
                default -> other(name);
            }
        }
        fields.end();
        if (model == null) {
            throw Refusal.noModel();
        }
        if (input == null) {
            throw Refusal.missing("input", "send the text to embed, for example \"input\": \"Hello\".");
        }
        return new EmbeddingsRequest(
                model, inputs(input), isBatch(input), format, dimensions, new RequestFields(others));
    }

    private void other(String name) {
        switch (name) {
            case "encoding_format" ->
                format = "base64".equals(fields.oneOf(name, "float", "base64"))
                        ? EncodingFormat.BASE64
                        : EncodingFormat.FLOAT;
            case "dimensions" -> {
                Long asked = fields.integer(name, 1, Integer.MAX_VALUE, "a positive integer");
                dimensions = asked == null ? null : asked.intValue();
            }
            case "user" -> fields.string(name);
            default -> {
                // unknown here: the vendor's to judge
            }
        }
        JsonNode value = parser.readValueAsTree();
        others.set(name, value);
    }

    private static boolean isBatch(JsonNode input) {
        return input.isArray() && !isTokens(input);
    }

    private static boolean isTokens(JsonNode input) {
        return input.isArray() && input.path(0).isIntegralNumber();
    }

    private static List<Input> inputs(JsonNode input) {
        if (!isBatch(input)) {
            return List.of(input(input, "input"));
        }
        if (input.isEmpty()) {
            throw Refusal.value("input", INPUT + ", with at least one in it");
        }
        List<Input> inputs = new ArrayList<>(input.size());
        for (JsonNode element : input) {
            inputs.add(input(element, "input[" + inputs.size() + "]"));
        }
        return inputs;
    }

    private static Input input(JsonNode element, String param) {
        if (element.isString()) {
            if (element.asString().isEmpty()) {
                throw Refusal.value(param, "a text that is not empty");
            }
            return new Input.Text(element.asString());
        }
        if (isTokens(element) && element.valueStream().allMatch(JsonNode::isIntegralNumber)) {
            return new Input.Tokens(element);
        }
        throw Refusal.value(param, INPUT);
    }
}
