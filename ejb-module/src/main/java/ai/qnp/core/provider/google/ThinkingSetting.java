package ai.qnp.core.provider.google;

import ai.qnp.core.provider.EncodingNotes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code reasoning_effort} as Google's own OpenAI compatibility maps it; asking for it asks for the thoughts too. */
final class ThinkingSetting {
    private static final String FIELD = "reasoning_effort";
    private static final int SMALLEST_OF_PRO = 128;

    private ThinkingSetting() {}

    static void write(ObjectNode config, JsonNode effort, GeminiModel model, EncodingNotes notes) {
        if (!effort.isString()) {
            return;
        }
        switch (model.thinking()) {
            case NONE -> {
                if (!effort.asString().equals("none")) {
                    notes.dropped(FIELD);
                }
            }
            case BY_BUDGET -> byBudget(config.putObject("thinkingConfig"), effort.asString(), model, notes);
            case BY_LEVEL -> byLevel(config.putObject("thinkingConfig"), effort.asString(), model, notes);
        }
    }

    private static void byBudget(ObjectNode thinking, String effort, GeminiModel model, EncodingNotes notes) {
        if (effort.equals("none")) {
            if (model.isPro()) {
                notes.dropped(FIELD);
            }
            thinking.put("thinkingBudget", model.isPro() ? SMALLEST_OF_PRO : 0);
            return;
        }
        int budget = switch (effort) {
            case "minimal", "low" -> 1024;
            case "medium" -> 8192;
            default -> 24_576;
        };
        thinking.put("thinkingBudget", budget).put("includeThoughts", true);
        noteUnlessKnown(effort, notes);
    }

    /** It can't be turned off; a Pro model begins at {@code low}, and the first of them had no {@code medium}. */
    private static void byLevel(ObjectNode thinking, String effort, GeminiModel model, EncodingNotes notes) {
        String lowest = model.isPro() ? "low" : "minimal";
        String level = switch (effort) {
            case "none", "minimal" -> lowest;
            case "low" -> effort;
            case "medium" -> model.isPro() && model.number() == 30 ? "high" : effort;
            default -> "high";
        };
        thinking.put("thinkingLevel", level);
        if (effort.equals("none")) {
            notes.dropped(FIELD);
            return;
        }
        thinking.put("includeThoughts", true);
        boolean isAdjusted = !level.equals(effort);
        if (isAdjusted) {
            notes.dropped(FIELD);
        }
    }

    private static void noteUnlessKnown(String effort, EncodingNotes notes) {
        switch (effort) {
            case "minimal", "low", "medium", "high" -> {
                // has a budget of its own
            }
            default -> notes.dropped(FIELD);
        }
    }
}
