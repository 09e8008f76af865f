package ai.qnp.core.provider.mistral;

import ai.qnp.core.catalogue.Model;
import ai.qnp.core.provider.compatible.Draft;
import ai.qnp.core.provider.compatible.RequestRule;

/**
 * {@code reasoning_effort} is {@code none} or {@code high}, and only for models whose reasoning can be set; Magistral
 * always reasons (docs.mistral.ai/capabilities/reasoning, read 2026-11).
 */
record ReasoningEffort() implements RequestRule {
    private static final String FIELD = "reasoning_effort";

    @Override
    public void apply(Draft draft) {
        String asked = draft.body().path(FIELD).asString("");
        if (asked.isEmpty()) {
            return;
        }
        if (!canBeSet(draft)) {
            draft.body().remove(FIELD);
            draft.notes().dropped(FIELD);
            return;
        }
        switch (asked) {
            case "none", "high" -> {}
            case "minimal" -> adjust(draft, "none");
            default -> adjust(draft, "high");
        }
    }

    private static void adjust(Draft draft, String effort) {
        draft.body().put(FIELD, effort);
        draft.notes().dropped(FIELD);
    }

    private static boolean canBeSet(Draft draft) {
        Model facts = draft.context().facts();
        return !draft.context().model().startsWith("magistral")
                && (facts == null || !Boolean.FALSE.equals(facts.supports().get("reasoning")));
    }
}
