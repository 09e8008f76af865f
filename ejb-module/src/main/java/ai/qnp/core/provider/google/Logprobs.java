package ai.qnp.core.provider.google;

import ai.qnp.core.openai.Json;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code logprobsResult} in OpenAI's words. */
final class Logprobs {
    private Logprobs() {}

    /** Null when there are none. */
    static @Nullable ObjectNode of(JsonNode result) {
        if (result.path("chosenCandidates").isEmpty()) {
            return null;
        }
        ObjectNode logprobs = Json.MAPPER.createObjectNode();
        ArrayNode content = logprobs.putArray("content");
        int index = 0;
        for (JsonNode chosen : result.path("chosenCandidates")) {
            ArrayNode top = write(content.addObject(), chosen).putArray("top_logprobs");
            result.path("topCandidates")
                    .path(index)
                    .path("candidates")
                    .forEach(candidate -> write(top.addObject(), candidate));
            index++;
        }
        logprobs.putNull("refusal");
        return logprobs;
    }

    private static ObjectNode write(ObjectNode entry, JsonNode candidate) {
        String token = candidate.path("token").asString("");
        entry.put("token", token);
        JsonNode probability = candidate.path("logProbability");
        if (probability.isNumber()) {
            entry.set("logprob", probability);
        } else {
            entry.put("logprob", 0);
        }
        ArrayNode bytes = entry.putArray("bytes");
        for (byte part : token.getBytes(StandardCharsets.UTF_8)) {
            bytes.add(part & 0xff);
        }
        return entry;
    }
}
