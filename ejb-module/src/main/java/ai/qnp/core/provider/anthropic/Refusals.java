package ai.qnp.core.provider.anthropic;

import tools.jackson.databind.JsonNode;

/** Why a model refused, where it said nothing itself. */
final class Refusals {
    private Refusals() {}

    static String explanation(JsonNode stopDetails) {
        return stopDetails.path("explanation").asString("The model refused to answer.");
    }
}
