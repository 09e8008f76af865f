package ai.qnp.core.provider.deepseek;

import ai.qnp.core.provider.compatible.Draft;
import ai.qnp.core.provider.compatible.RequestRule;

/** Models think unless told not to. DeepSeek maps OpenAI's other efforts to its own. */
record Thinking() implements RequestRule {
    private static final String EFFORT = "reasoning_effort";
    private static final String THINKING = "thinking";

    @Override
    public void apply(Draft draft) {
        if (draft.body().path(EFFORT).asString("").equals("none")) {
            draft.body().remove(EFFORT);
            if (!draft.body().has(THINKING)) {
                draft.body().putObject(THINKING).put("type", "disabled");
            }
        }
    }

    /** Whether the request asks for no thinking. */
    static boolean isDisabled(Draft draft) {
        return draft.body().path(THINKING).path("type").asString("").equals("disabled");
    }
}
