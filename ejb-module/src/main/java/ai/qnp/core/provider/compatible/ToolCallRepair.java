package ai.qnp.core.provider.compatible;

import ai.qnp.core.provider.AnswerContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Gives tool calls what clients count on: an index in streams, an id and a type at the beginning, arguments as text. */
final class ToolCallRepair {
    private final AnswerKind kind;
    private final AnswerContext context;
    private final int choice;
    private int begun;

    /**
     * Makes one for a message or a delta.
     *
     * @param begun how many of the choice's calls began in earlier chunks
     */
    ToolCallRepair(AnswerKind kind, AnswerContext context, int choice, int begun) {
        this.kind = kind;
        this.context = context;
        this.choice = choice;
        this.begun = begun;
    }

    void repair(JsonNode calls) {
        for (JsonNode call : calls) {
            if (call instanceof ObjectNode fields) {
                call(fields);
            }
        }
    }

    private void call(ObjectNode call) {
        boolean hasName = !call.path("function").path("name").asString("").isEmpty();
        int given = call.path("index").asInt(-1);
        int index = given >= 0 ? given : hasName || begun == 0 ? begun : begun - 1;
        if (kind == AnswerKind.STREAM && given < 0) {
            call.put("index", index);
        }
        if (hasName && index >= begun) {
            beginning(call, index);
        }
        begun = Math.max(begun, Math.min(index, Progress.MAX_TOOL_CALLS - 1) + 1);
        JsonNode arguments = call.path("function").path("arguments");
        if (arguments.isContainer() && call.path("function") instanceof ObjectNode function) {
            function.put("arguments", arguments.toString());
        }
    }

    private void beginning(ObjectNode call, int index) {
        String id = call.path("id").asString("");
        if (id.isEmpty() || id.equals("null")) {
            String answer = context.completionId().replace("chatcmpl-", "");
            call.put("id", "call_" + answer + "_" + choice + "_" + index);
        }
        if (call.path("type").asString("").isEmpty()) {
            call.put("type", "function");
        }
    }
}
