package ai.qnp.core.provider.groq;

import ai.qnp.core.provider.compatible.AnswerKind;
import ai.qnp.core.provider.compatible.AnswerRewrite;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reasoning, the tools that Groq itself ran, and the usage in a stream's last chunk but one. */
record AnswerWords() implements AnswerRewrite {
    /** What Groq adds to the first and to the finishing chunk of a stream. */
    static final String OWN_FIELD = "x_groq";

    private static final AnswerRewrite MESSAGES = AnswerRewrite.ofMessages(message -> {
        move(message, "reasoning", "reasoning_content");
        move(message, "executed_tools", "provider_content");
    });

    @Override
    public void rewrite(ObjectNode answer, AnswerKind kind) {
        MESSAGES.rewrite(answer, kind);
        JsonNode usage = answer.path(OWN_FIELD).path("usage");
        if (usage.isObject() && !answer.path("usage").isObject()) {
            answer.set("usage", usage.deepCopy());
        }
    }

    private static void move(ObjectNode message, String from, String to) {
        JsonNode value = message.remove(from);
        if (value != null && !value.isNull()) {
            message.set(to, value);
        }
    }
}
