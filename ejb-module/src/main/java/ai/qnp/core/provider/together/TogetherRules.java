package ai.qnp.core.provider.together;

import ai.qnp.core.openai.ChatRequest.Feature;
import ai.qnp.core.provider.compatible.Draft;
import tools.jackson.databind.node.ObjectNode;

/** What Together takes in other words than OpenAI does. */
final class TogetherRules {
    /** The fields of its reference, and the legacy ones that it takes all the same. */
    static final String[] TAKEN = {
        "model",
        "messages",
        "stream",
        "max_tokens",
        "n",
        "tools",
        "tool_choice",
        "functions",
        "function_call",
        "response_format",
        "stop",
        "temperature",
        "top_p",
        "top_k",
        "min_p",
        "frequency_penalty",
        "presence_penalty",
        "repetition_penalty",
        "logit_bias",
        "logprobs",
        "seed",
        "echo",
        "reasoning",
        "reasoning_effort",
        "chat_template_kwargs",
        "context_length_exceeded_behavior",
        "safety_model",
        "compliance"
    };

    private static final String TOP_LOGPROBS = "top_logprobs";
    private static final String EFFORT = "reasoning_effort";

    private TogetherRules() {}

    /** A choice is a word or one function. */
    static void toolChoice(Draft draft) {
        if (draft.body().path("tool_choice") instanceof ObjectNode choice) {
            if (choice.path("function").isObject()) {
                choice.put("type", "function");
            } else {
                draft.notes().unsupported("tool_choice", "tool choice of this type");
            }
        }
    }

    /** {@code logprobs} says of how many tokens; the chosen one is the first. */
    static void logprobs(Draft draft) {
        if (draft.body().path(TOP_LOGPROBS).asInt(0) > 0) {
            draft.notes().unsupported(TOP_LOGPROBS, "log probabilities but those of the chosen tokens");
        }
        draft.body().remove(TOP_LOGPROBS);
        if (draft.request().features().contains(Feature.LOGPROBS)) {
            draft.body().put("logprobs", 1);
        } else {
            draft.body().remove("logprobs");
        }
    }

    /** Thinking is switched off by a field of its own, and the efforts are three. */
    static void effort(Draft draft) {
        switch (draft.body().path(EFFORT).asString("")) {
            case "none" -> {
                draft.body().remove(EFFORT);
                if (!draft.body().has("reasoning")) {
                    draft.body().putObject("reasoning").put("enabled", false);
                }
            }
            case "", "low", "medium", "high" -> {
                // as they are
            }
            case "minimal" -> nearest(draft, "low");
            default -> nearest(draft, "high");
        }
    }

    private static void nearest(Draft draft, String effort) {
        draft.body().put(EFFORT, effort);
        draft.notes().dropped(EFFORT);
    }
}
