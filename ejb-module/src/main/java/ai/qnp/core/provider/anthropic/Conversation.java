package ai.qnp.core.provider.anthropic;

import ai.qnp.core.openai.Json;
import ai.qnp.core.provider.EncodingContext;
import ai.qnp.core.provider.EncodingNotes;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * OpenAI's messages as Anthropic's {@code system} and {@code messages}: turns alternate and begin with the user's, a
 * user turn holds its tool results first, and system messages stand apart.
 */
final class Conversation {
    private static final String USER = "user";
    private static final String ASSISTANT = "assistant";
    /** Stands in for the user where the assistant speaks first, which Anthropic refuses. */
    private static final String USER_WAS_SILENT = "(The assistant speaks first.)";

    private final EncodingNotes notes;
    private final ContentBlocks contentBlocks;
    private final ArrayNode system = Json.MAPPER.createArrayNode();
    private final List<Turn> turns = new ArrayList<>();

    /** Tool results stand apart until the whole turn is known, since they must come first. */
    private record Turn(String role, ArrayNode results, ArrayNode blocks) {}

    Conversation(EncodingContext context, EncodingNotes notes) {
        this.notes = notes;
        this.contentBlocks = new ContentBlocks(context.files(), notes);
    }

    /** Takes all messages. */
    void add(JsonNode messages) {
        int index = 0;
        for (JsonNode message : messages) {
            add(message, "messages[" + index + "]");
            index++;
        }
    }

    /** Adds an instruction behind the client's own. */
    void addSystem(String text) {
        system.addObject().put("type", "text").put("text", text);
    }

    private void add(JsonNode message, String path) {
        switch (message.path("role").asString("")) {
            case "system", "developer" -> system.addAll(blocks(message, path));
            case USER -> say(USER, blocks(message, path));
            case ASSISTANT -> assistant(message, path);
            case "tool" -> toolResult(message, path);
            default -> notes.unsupported(path + ".role", "message of this role");
        }
    }

    private ArrayNode blocks(JsonNode message, String path) {
        ArrayNode blocks = Json.MAPPER.createArrayNode();
        contentBlocks.add(blocks, message, path);
        ContentBlocks.cache(blocks, message);
        return blocks;
    }

    private Turn turn(String role) {
        if (turns.isEmpty() || !turns.getLast().role.equals(role)) {
            turns.add(new Turn(role, Json.MAPPER.createArrayNode(), Json.MAPPER.createArrayNode()));
        }
        return turns.getLast();
    }

    /** A message without content is no turn: what stands around it may belong together. */
    private void say(String role, ArrayNode blocks) {
        if (!blocks.isEmpty()) {
            turn(role).blocks.addAll(blocks);
        }
    }

    private void assistant(JsonNode message, String path) {
        ArrayNode blocks = Json.MAPPER.createArrayNode();
        int told = OwnBlocks.add(blocks, message);
        if (told > 0) {
            ContentBlocks.text(blocks, message.path("content").asString().substring(told));
        } else {
            contentBlocks.add(blocks, message, path);
        }
        if (message.path("refusal").isString()
                && message.path("content").asString("").isEmpty()) {
            ContentBlocks.text(blocks, message.path("refusal").asString());
        }
        if (message.hasNonNull("function_call")) {
            notes.unsupported(path + ".function_call", "legacy function call; use tool_calls");
        }
        for (JsonNode call : message.path("tool_calls")) {
            ToolUse.add(blocks, call);
        }
        ContentBlocks.cache(blocks, message);
        say(ASSISTANT, blocks);
    }

    private void toolResult(JsonNode message, String path) {
        ObjectNode result = turn(USER)
                .results
                .addObject()
                .put("type", "tool_result")
                .put("tool_use_id", ToolUse.id(message.path("tool_call_id").asString("")));
        ArrayNode content = Json.MAPPER.createArrayNode();
        contentBlocks.add(content, message, path);
        if (!content.isEmpty()) {
            result.set("content", content);
        }
        if (message.path("cache_control").isObject()) {
            result.set("cache_control", message.path("cache_control"));
        }
    }

    /** Whether the last assistant turn calls a tool and brings no thinking back, which budgets do not allow. */
    boolean toolTurnLacksThinking() {
        Turn last = null;
        for (Turn turn : turns) {
            last = turn.role.equals(ASSISTANT) ? turn : last;
        }
        if (last == null) {
            return false;
        }
        boolean callsTool = last.blocks
                .valueStream()
                .anyMatch(block -> block.path("type").asString().equals("tool_use"));
        return callsTool && !last.blocks.path(0).path("type").asString().endsWith("thinking");
    }

    /** Writes both fields. */
    void writeTo(ObjectNode request) {
        ArrayNode messages = request.putArray("messages");
        if (turns.isEmpty()) {
            // a prompt of system messages alone is asked as the user's
            messages.addObject().put("role", USER).set("content", system);
            return;
        }
        if (turns.getFirst().role.equals(ASSISTANT)) {
            ContentBlocks.text(messages.addObject().put("role", USER).putArray("content"), USER_WAS_SILENT);
        }
        for (Turn turn : turns) {
            messages.addObject()
                    .put("role", turn.role)
                    .putArray("content")
                    .addAll(turn.results)
                    .addAll(turn.blocks);
        }
        if (turns.getLast().role.equals(ASSISTANT)) {
            withoutTrailingSpace(turns.getLast().blocks);
        }
        if (!system.isEmpty()) {
            request.set("system", system);
        }
    }

    /** Anthropic refuses a last assistant turn that ends in white space. */
    private static void withoutTrailingSpace(ArrayNode blocks) {
        if (blocks.path(blocks.size() - 1) instanceof ObjectNode last
                && last.path("text").isString()) {
            last.put("text", last.path("text").asString().stripTrailing());
        }
    }
}
