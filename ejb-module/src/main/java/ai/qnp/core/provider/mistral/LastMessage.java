package ai.qnp.core.provider.mistral;

import ai.qnp.core.provider.compatible.Draft;
import ai.qnp.core.provider.compatible.RequestRule;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A conversation may end with the assistant only where that is called a prefix of the answer. */
record LastMessage() implements RequestRule {
    @Override
    public void apply(Draft draft) {
        List<ObjectNode> messages = draft.messages();
        if (messages.isEmpty()) {
            return;
        }
        ObjectNode last = messages.getLast();
        if (last.path("role").asString("").equals("assistant")
                && last.path("tool_calls").isEmpty()) {
            last.put("prefix", true);
        }
    }
}
