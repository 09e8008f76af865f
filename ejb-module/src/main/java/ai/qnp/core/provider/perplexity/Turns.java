package ai.qnp.core.provider.perplexity;

import ai.qnp.core.openai.Json;
import ai.qnp.core.provider.compatible.Draft;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** System messages first, then turns that alternate: Perplexity refuses other orders. */
final class Turns {
    private static final String ROLE = "role";
    private static final String CONTENT = "content";
    private static final String SYSTEM = "system";

    private Turns() {}

    static void arrange(Draft draft) {
        List<ObjectNode> given = draft.messages();
        if (given.stream().anyMatch(Turns::isOfTools)) {
            draft.notes().unsupported("messages", "tool calls or their results");
        }
        ArrayNode arranged = Json.MAPPER.createArrayNode();
        given.stream().filter(Turns::isSystem).forEach(message -> add(arranged, message));
        given.stream().filter(message -> !isSystem(message)).forEach(message -> add(arranged, message));
        draft.body().set("messages", arranged);
    }

    private static boolean isSystem(ObjectNode message) {
        return message.path(ROLE).asString("").equals(SYSTEM);
    }

    private static boolean isOfTools(ObjectNode message) {
        return message.path(ROLE).asString("").equals("tool")
                || !message.path("tool_calls").isEmpty();
    }

    private static void add(ArrayNode messages, ObjectNode message) {
        said(message);
        JsonNode content = message.path(CONTENT);
        if (content.isString() ? content.asString().isEmpty() : content.isEmpty()) {
            return;
        }
        if (messages.path(messages.size() - 1) instanceof ObjectNode last
                && last.path(ROLE).equals(message.path(ROLE))) {
            last.set(CONTENT, joined(last.path(CONTENT), content));
        } else {
            messages.add(message);
        }
    }

    /** An earlier refusal is what was said. */
    private static void said(ObjectNode message) {
        if (!message.hasNonNull(CONTENT) && message.path("refusal").isString()) {
            message.set(CONTENT, message.path("refusal"));
        }
    }

    private static JsonNode joined(JsonNode first, JsonNode second) {
        if (first.isString() && second.isString()) {
            return Json.MAPPER.getNodeFactory().stringNode(first.asString() + "\n\n" + second.asString());
        }
        return parts(first).addAll(parts(second));
    }

    private static ArrayNode parts(JsonNode content) {
        if (content instanceof ArrayNode array) {
            return array;
        }
        ArrayNode parts = Json.MAPPER.createArrayNode();
        parts.addObject().put("type", "text").put("text", content.asString(""));
        return parts;
    }
}
