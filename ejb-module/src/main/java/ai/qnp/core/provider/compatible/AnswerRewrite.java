package ai.qnp.core.provider.compatible;

import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts what a vendor says in its own words into OpenAI's. Knows nothing of other chunks and never throws. */
@FunctionalInterface
public interface AnswerRewrite {
    /** Changes the answer or chunk in place. */
    void rewrite(ObjectNode answer, AnswerKind kind);

    /** A rewrite of each choice's message or delta. */
    static AnswerRewrite ofMessages(Consumer<ObjectNode> rewrite) {
        return (answer, kind) -> {
            for (JsonNode choice : answer.path("choices")) {
                if (choice.path(kind.message()) instanceof ObjectNode message) {
                    rewrite.accept(message);
                }
            }
        };
    }

    /** Gives a field of a message its name at OpenAI, unless the message has that already. */
    static AnswerRewrite renamed(String from, String to) {
        return ofMessages(message -> {
            if (message.has(from) && !message.hasNonNull(to)) {
                message.set(to, message.remove(from));
            }
        });
    }
}
