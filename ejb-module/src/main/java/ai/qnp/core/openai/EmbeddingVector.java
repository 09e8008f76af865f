package ai.qnp.core.openai;

import ai.qnp.core.openai.EmbeddingsRequest.EncodingFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.StringNode;

/** One embedding, as a vendor gave it: numbers, or already little-endian 32-bit floats in base64. */
public final class EmbeddingVector {
    private final double[] numbers;
    private final @Nullable String base64;

    private EmbeddingVector(double[] numbers, @Nullable String base64) {
        this.numbers = numbers;
        this.base64 = base64;
    }

    /** Reads an array of numbers or a base64 text; null when it is neither, or is empty. */
    public static @Nullable EmbeddingVector read(JsonNode json) {
        if (json.isString()) {
            return ofBase64(json.asString());
        }
        if (!json.isArray() || json.isEmpty()) {
            return null;
        }
        double[] numbers = new double[json.size()];
        int index = 0;
        for (JsonNode number : json) {
            if (!number.isNumber()) {
                return null;
            }
            numbers[index] = number.asDouble();
            index++;
        }
        return new EmbeddingVector(numbers, null);
    }

    private static @Nullable EmbeddingVector ofBase64(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            if (bytes.length == 0 || bytes.length % Float.BYTES != 0) {
                return null;
            }
            ByteBuffer floats = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            double[] numbers = new double[bytes.length / Float.BYTES];
            Arrays.setAll(numbers, index -> Double.parseDouble(Float.toString(floats.getFloat(index * Float.BYTES))));
            return new EmbeddingVector(numbers, base64);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    /** How many numbers it has. */
    public int length() {
        return numbers.length;
    }

    /** In the format that the client wants. */
    public JsonNode json(EncodingFormat format) {
        return switch (format) {
            case BASE64 -> StringNode.valueOf(base64 == null ? encoded() : base64);
            case FLOAT -> array();
        };
    }

    private ArrayNode array() {
        ArrayNode array = Json.MAPPER.createArrayNode();
        for (double number : numbers) {
            array.add(number);
        }
        return array;
    }

    private String encoded() {
        ByteBuffer floats = ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (double number : numbers) {
            floats.putFloat((float) number);
        }
        return Base64.getEncoder().encodeToString(floats.array());
    }
}
