package ai.qnp.core.provider.cohere;

import ai.qnp.core.openai.Json;
import ai.qnp.core.provider.EncodingNotes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * OpenAI's messages as Cohere's. Their order stays, since Cohere takes roles in any order; messages without anything in
 * them are left out, since Cohere refuses those.
 */
final class Conversation {
    private static final String CONTENT = "content";

    private final EncodingNotes notes;
    private final MessageContent content;
    private final ArrayNode messages;

    private Conversation(ArrayNode messages, EncodingNotes notes) {
        this.messages = messages;
        this.notes = notes;
        this.content = new MessageContent(notes);
    }

    static void write(ObjectNode request, JsonNode messages, EncodingNotes notes) {
        Conversation conversation = new Conversation(request.putArray("messages"), notes);
        int index = 0;
        for (JsonNode message : messages) {
            conversation.add(message, "messages[" + index + "]");
            index++;
        }
    }

    private void add(JsonNode message, String path) {
        switch (message.path("role").asString("")) {
            case "system", "developer" -> said("system", content.text(message.path(CONTENT), path));
            case "user" -> said("user", content.ofUser(message.path(CONTENT), path));
            case "assistant" -> assistant(message, path);
            case "tool" -> toolResult(message, path);
            default -> notes.unsupported(path + ".role", "message of this role");
        }
    }

    private void said(String role, ArrayNode items) {
        if (!items.isEmpty()) {
            messages.addObject().put("role", role).set(CONTENT, MessageContent.plain(items));
        }
    }

    private void assistant(JsonNode message, String path) {
        if (message.hasNonNull("function_call")) {
            notes.unsupported(path + ".function_call", "legacy function call; use tool_calls");
        }
        ObjectNode turn = Json.MAPPER.createObjectNode().put("role", "assistant");
        ReasoningDetails.addPlanBack(turn, message);
        calls(turn, message.path("tool_calls"), path);
        ArrayNode items = Json.MAPPER.createArrayNode();
        ReasoningDetails.addThinkingBack(items, message);
        items.addAll(content.text(message.path(CONTENT), path));
        if (message.path("refusal").isString() && items.isEmpty()) {
            MessageContent.addText(items, message.path("refusal").asString());
        }
        if (!items.isEmpty()) {
            turn.set(CONTENT, MessageContent.plain(items));
        }
        if (turn.size() > 1) {
            messages.add(turn);
        }
    }

    private void calls(ObjectNode turn, JsonNode calls, String path) {
        int index = 0;
        for (JsonNode call : calls) {
            if (call.path("function").isObject()) {
                call(turn.withArray("tool_calls").addObject(), call);
            } else {
                notes.unsupported(path + ".tool_calls[" + index + "]", "tool call that is no function's");
            }
            index++;
        }
    }

    private static void call(ObjectNode target, JsonNode call) {
        JsonNode function = call.path("function");
        String arguments = function.path("arguments").asString("");
        target.put("id", call.path("id").asString(""))
                .put("type", "function")
                .putObject("function")
                .put("name", function.path("name").asString(""))
                // some models write nothing for a call without parameters
                .put("arguments", arguments.isBlank() ? "{}" : arguments);
    }

    private void toolResult(JsonNode message, String path) {
        ArrayNode items = content.ofTool(message.path(CONTENT), path);
        ObjectNode result = messages.addObject()
                .put("role", "tool")
                .put("tool_call_id", message.path("tool_call_id").asString(""));
        if (items.isEmpty()) {
            result.put(CONTENT, "");
        } else {
            result.set(CONTENT, MessageContent.plain(items));
        }
    }
}
