package ai.qnp.core.provider.groq;

import ai.qnp.core.provider.compatible.Draft;
import ai.qnp.core.provider.compatible.RequestRule;

/**
 * Each family of models has its own words for {@code reasoning_effort}, and refuses the others'. Qwen writes its
 * reasoning into its text unless told otherwise.
 */
record Reasoning() implements RequestRule {
    private static final String EFFORT = "reasoning_effort";
    private static final String FORMAT = "reasoning_format";

    @Override
    public void apply(Draft draft) {
        String model = draft.context().model();
        boolean isQwen = model.startsWith("qwen/");
        if (isQwen && !draft.body().has(FORMAT) && !draft.body().has("include_reasoning")) {
            draft.body().put(FORMAT, "parsed");
        }
        String asked = draft.body().path(EFFORT).asString("");
        if (asked.isEmpty()) {
            return;
        }
        if (isQwen) {
            qwen(draft, asked);
        } else if (model.startsWith("openai/")) {
            gptOss(draft, asked);
        } else {
            draft.body().remove(EFFORT);
            draft.notes().dropped(EFFORT);
        }
    }

    private static void qwen(Draft draft, String asked) {
        switch (asked) {
            case "none", "default" -> {}
            default -> adjust(draft, "default");
        }
    }

    private static void gptOss(Draft draft, String asked) {
        switch (asked) {
            case "low", "medium", "high" -> {}
            case "none", "minimal" -> adjust(draft, "low");
            case "default" -> adjust(draft, "medium");
            default -> adjust(draft, "high");
        }
    }

    private static void adjust(Draft draft, String effort) {
        draft.body().put(EFFORT, effort);
        draft.notes().dropped(EFFORT);
    }
}
