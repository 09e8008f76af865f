package ai.qnp.core.provider.cohere;

import ai.qnp.core.openai.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Cohere's log probabilities, which it tells of pieces of text with one number a token, as OpenAI's of tokens. */
final class Logprobs {
    private Logprobs() {}

    /** Reads one piece or a list of them; null when there is none. */
    static @Nullable ObjectNode inOpenAisWords(JsonNode given) {
        ArrayNode content = Json.MAPPER.createArrayNode();
        if (given.isArray()) {
            given.forEach(piece -> add(content, piece));
        } else {
            add(content, given);
        }
        if (content.isEmpty()) {
            return null;
        }
        ObjectNode logprobs = Json.MAPPER.createObjectNode();
        logprobs.set("content", content);
        logprobs.putNull("refusal");
        return logprobs;
    }

    private static void add(ArrayNode content, JsonNode piece) {
        if (!piece.path("text").isString() || piece.path("logprobs").isEmpty()) {
            return;
        }
        String text = piece.path("text").asString();
        ObjectNode token = content.addObject().put("token", text).put("logprob", sum(piece.path("logprobs")));
        ArrayNode bytes = token.putArray("bytes");
        for (byte unit : text.getBytes(StandardCharsets.UTF_8)) {
            bytes.add(unit & 0xff);
        }
        token.putArray("top_logprobs");
    }

    /** The probability of a piece is the product of its tokens'. */
    private static BigDecimal sum(JsonNode logprobs) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode logprob : logprobs) {
            sum = logprob.isNumber() ? sum.add(logprob.decimalValue()) : sum;
        }
        return sum;
    }
}
