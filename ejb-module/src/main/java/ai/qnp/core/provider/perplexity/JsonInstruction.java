package ai.qnp.core.provider.perplexity;

import ai.qnp.core.provider.compatible.Draft;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code json_object}: Perplexity knows schemas only, and refuses one that allows any object. */
final class JsonInstruction {
    private static final String FIELD = "response_format";
    private static final String INSTRUCTION =
            "Answer with one valid JSON object and nothing else: no explanation and no code fence around it.";

    private JsonInstruction() {}

    static void give(Draft draft) {
        switch (draft.body().path(FIELD).path("type").asString("text")) {
            case "json_schema", "regex" -> {
                // as they are
            }
            case "text" -> draft.body().remove(FIELD);
            case "json_object" -> {
                draft.body().remove(FIELD);
                instruct(draft.body().withArrayProperty("messages"));
            }
            default -> draft.notes().unsupported(FIELD + ".type", "response format of this type");
        }
    }

    /** Messages are arranged: there is one system message at most, and it is the first. */
    private static void instruct(ArrayNode messages) {
        if (messages.path(0) instanceof ObjectNode first
                && first.path("role").asString("").equals("system")) {
            JsonNode content = first.path("content");
            if (content instanceof ArrayNode parts) {
                parts.addObject().put("type", "text").put("text", INSTRUCTION);
            } else {
                first.put("content", content.asString("") + "\n\n" + INSTRUCTION);
            }
        } else {
            messages.insertObject(0).put("role", "system").put("content", INSTRUCTION);
        }
    }
}
