package ai.qnp.core.provider.compatible;

import ai.qnp.core.openai.Json;
import ai.qnp.core.provider.AnswerContext;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts an answer or chunk that deviates into OpenAI's grammar. Rare, so it may cost a tree. */
final class AnswerRepair {
    private static final String FINISH_REASON = "finish_reason";
    private static final String TOOL_CALLS = "tool_calls";

    private final AnswerKind kind;
    private final AnswerRules rules;
    private final AnswerContext context;
    private final Progress progress;

    /**
     * Makes one for the next chunk of a stream, or for a whole answer.
     *
     * @param progress what came before
     */
    AnswerRepair(AnswerKind kind, AnswerRules rules, AnswerContext context, Progress progress) {
        this.kind = kind;
        this.rules = rules;
        this.context = context;
        this.progress = progress;
    }

    /** Takes the bytes of an object; gives them back as they were when they can't be read after all. */
    byte[] repaired(byte[] json) {
        try {
            if (Json.MAPPER.readTree(json) instanceof ObjectNode answer) {
                repair(answer);
                return Json.MAPPER.writeValueAsBytes(answer);
            }
        } catch (JacksonException unreadable) {
            // a number that no tree can hold, say: it is scanned as it is
        }
        return json;
    }

    private void repair(ObjectNode answer) {
        for (JsonNode choice : answer.path("choices")) {
            if (choice instanceof ObjectNode fields && fields.has(kind.message())) {
                fields.remove(kind.otherMessage());
            }
        }
        rules.rewrite().rewrite(answer, kind);
        if (answer.path("usage") instanceof ObjectNode usage) {
            UsageWords.complete(usage);
        }
        Set<Integer> met = new HashSet<>();
        for (JsonNode choice : answer.path("choices")) {
            if (choice instanceof ObjectNode fields) {
                int index = fields.path("index").asInt(0);
                choice(fields, progress.of(index), index, met.add(index));
            }
        }
    }

    private void choice(ObjectNode choice, Progress.Of known, int index, boolean isFirst) {
        String reason = rules.finishReasons().get(choice.path(FINISH_REASON).asString(""));
        if (reason != null) {
            choice.put(FINISH_REASON, reason);
        }
        if (known.isFinished()) {
            choice.putNull(FINISH_REASON);
        }
        if (!(choice.path(kind.message()) instanceof ObjectNode message)) {
            return;
        }
        new ToolCallRepair(kind, context, index, known.toolCalls()).repair(message.path(TOOL_CALLS));
        switch (kind) {
            case STREAM -> role(message, known.isBegun() || !isFirst);
            case WHOLE -> contentOf(message);
        }
    }

    private static void role(ObjectNode delta, boolean isBegun) {
        if (isBegun) {
            delta.remove("role");
        } else if (delta.path("role").asString("").isEmpty()) {
            delta.put("role", "assistant");
        }
    }

    private static void contentOf(ObjectNode message) {
        boolean isEmpty = message.path("content").asString("").isEmpty();
        if (isEmpty
                && !message.path("content").isArray()
                && !message.path(TOOL_CALLS).isEmpty()) {
            message.putNull("content");
        }
    }
}
