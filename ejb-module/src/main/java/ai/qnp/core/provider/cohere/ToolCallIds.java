package ai.qnp.core.provider.cohere;

import ai.qnp.core.provider.AnswerContext;
import tools.jackson.databind.JsonNode;

/** The vendor's ids; where it has none, one made of the answer's, the same each time the answer is read. */
final class ToolCallIds {
    private ToolCallIds() {}

    static String of(JsonNode call, AnswerContext context, int index) {
        String given = call.path("id").asString("");
        return given.isEmpty() ? "call_" + context.completionId() + "_" + index : given;
    }
}
