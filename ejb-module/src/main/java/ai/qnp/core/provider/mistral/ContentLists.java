package ai.qnp.core.provider.mistral;

import ai.qnp.core.openai.Json;
import ai.qnp.core.provider.compatible.AnswerKind;
import ai.qnp.core.provider.compatible.AnswerRewrite;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Content that is a list: its texts are the content, its {@code thinking} the reasoning, and what OpenAI has no place
 * for (references, for example) stays as it is under {@code provider_content}.
 */
record ContentLists() implements AnswerRewrite {
    private static final String CONTENT = "content";

    @Override
    public void rewrite(ObjectNode answer, AnswerKind kind) {
        for (JsonNode choice : answer.path("choices")) {
            if (choice.path(kind.message()) instanceof ObjectNode message
                    && message.path(CONTENT) instanceof ArrayNode parts) {
                split(message, parts, kind);
            }
        }
    }

    private static void split(ObjectNode message, ArrayNode parts, AnswerKind kind) {
        StringBuilder text = new StringBuilder();
        StringBuilder thinking = new StringBuilder();
        ArrayNode others = Json.MAPPER.createArrayNode();
        for (JsonNode part : parts) {
            switch (part.path("type").asString("")) {
                case "text" -> text.append(part.path("text").asString(""));
                case "thinking" -> appendTexts(part.path("thinking"), thinking);
                default -> others.add(part);
            }
        }
        if (!text.isEmpty()) {
            message.put(CONTENT, text.toString());
        } else if (kind == AnswerKind.WHOLE) {
            message.putNull(CONTENT);
        } else {
            message.remove(CONTENT);
        }
        if (!thinking.isEmpty()) {
            message.put("reasoning_content", thinking.toString());
        }
        if (!others.isEmpty()) {
            message.set("provider_content", others);
        }
    }

    private static void appendTexts(JsonNode parts, StringBuilder thinking) {
        if (parts.isString()) {
            thinking.append(parts.asString());
        }
        for (JsonNode part : parts) {
            thinking.append(part.path("text").asString(""));
        }
    }
}
