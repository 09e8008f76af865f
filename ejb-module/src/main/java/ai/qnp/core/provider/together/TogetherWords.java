package ai.qnp.core.provider.together;

import ai.qnp.core.openai.Json;
import ai.qnp.core.provider.compatible.AnswerKind;
import ai.qnp.core.provider.compatible.AnswerRewrite;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What Together says of a choice in other words: its reasoning, and log probabilities. */
record TogetherWords() implements AnswerRewrite {
    private static final String REASONING = "reasoning";
    private static final String REASONING_CONTENT = "reasoning_content";
    private static final String LOGPROBS = "logprobs";

    @Override
    public void rewrite(ObjectNode answer, AnswerKind kind) {
        for (JsonNode choice : answer.path("choices")) {
            if (choice instanceof ObjectNode fields) {
                JsonNode message = fields.path(kind.message());
                logprobs(fields, message.path("content").asString(""));
                if (message instanceof ObjectNode said) {
                    reasoning(said);
                }
            }
        }
    }

    private static void reasoning(ObjectNode message) {
        JsonNode reasoning = message.remove(REASONING);
        if (reasoning != null && !reasoning.isNull() && !message.hasNonNull(REASONING_CONTENT)) {
            message.set(REASONING_CONTENT, reasoning);
        }
    }

    private static void logprobs(ObjectNode choice, String content) {
        JsonNode given = choice.path(LOGPROBS);
        ArrayNode tokens = Json.MAPPER.createArrayNode();
        if (given.isNumber()) {
            // a chunk brings one token
            add(tokens, content, given);
        } else if (given.path("tokens").isArray()) {
            int index = 0;
            for (JsonNode token : given.path("tokens")) {
                add(tokens, token.asString(""), given.path("token_logprobs").path(index));
                index++;
            }
        } else {
            return;
        }
        ObjectNode logprobs = choice.putObject(LOGPROBS);
        logprobs.set("content", tokens);
        logprobs.putNull("refusal");
    }

    private static void add(ArrayNode tokens, String token, JsonNode logprob) {
        if (token.isEmpty() || !logprob.isNumber()) {
            return;
        }
        ObjectNode entry = tokens.addObject().put("token", token);
        entry.set("logprob", logprob);
        ArrayNode bytes = entry.putArray("bytes");
        for (byte unit : token.getBytes(StandardCharsets.UTF_8)) {
            bytes.add(unit & 0xff);
        }
        entry.putArray("top_logprobs");
    }
}
