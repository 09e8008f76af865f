package ai.qnp.core.provider.deepseek;

import ai.qnp.core.provider.compatible.Draft;
import ai.qnp.core.provider.compatible.RequestRule;
import tools.jackson.databind.node.ObjectNode;

/**
 * While it thinks, DeepSeek refuses a tool turn that comes back without its reasoning. A client that kept none, or a
 * conversation that another vendor began, has none to give: empty reasoning is taken.
 */
record ReasoningOfToolTurns() implements RequestRule {
    private static final String REASONING = "reasoning_content";

    @Override
    public void apply(Draft draft) {
        for (ObjectNode message : draft.messages()) {
            boolean called = !message.path("tool_calls").isEmpty();
            if (called && !message.path(REASONING).isString() && !Thinking.isDisabled(draft)) {
                message.put(REASONING, "");
            }
        }
    }
}
