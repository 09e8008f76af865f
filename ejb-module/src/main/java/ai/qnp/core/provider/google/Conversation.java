package ai.qnp.core.provider.google;

import ai.qnp.core.openai.Json;
import ai.qnp.core.provider.EncodingNotes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * OpenAI's messages as Google's {@code systemInstruction} and {@code contents}: turns alternate and begin with the
 * user's, a user turn holds its tool results first, in the order of the calls, and system messages stand apart.
 */
final class Conversation {
    private static final String USER = "user";
    private static final String MODEL = "model";
    /** Stands in for the user where the assistant speaks first: a call must follow a turn of the user. */
    private static final String USER_WAS_SILENT = "(The assistant speaks first.)";

    private final GeminiModel model;
    private final ContentParts contentParts;
    private final EncodingNotes notes;
    private final ToolCalls toolCalls;
    private final ArrayNode system = Json.MAPPER.createArrayNode();
    private final List<Turn> turns = new ArrayList<>();

    /** Tool results stand apart until the whole turn is known. */
    private record Turn(String role, List<ToolCalls.Result> results, ArrayNode parts) {
        ObjectNode json() {
            ObjectNode content = Json.MAPPER.createObjectNode().put("role", role);
            ArrayNode all = content.putArray("parts");
            results.stream()
                    .sorted(Comparator.comparingInt(ToolCalls.Result::order))
                    .forEach(result -> all.add(result.part()));
            all.addAll(parts);
            return content;
        }
    }

    Conversation(GeminiModel model, ContentParts contentParts, EncodingNotes notes) {
        this.model = model;
        this.contentParts = contentParts;
        this.notes = notes;
        this.toolCalls = new ToolCalls(model);
    }

    /** Takes all messages. */
    void add(JsonNode messages) {
        int index = 0;
        for (JsonNode message : messages) {
            add(message, "messages[" + index + "]");
            index++;
        }
    }

    private void add(JsonNode message, String path) {
        switch (message.path("role").asString("")) {
            case "system", "developer" -> contentParts.add(system, message.path("content"), path);
            case USER -> {
                ArrayNode parts = Json.MAPPER.createArrayNode();
                contentParts.add(parts, message.path("content"), path);
                say(USER, parts);
            }
            case "assistant" -> assistant(message, path);
            case "tool" -> toolResult(message, path);
            default -> notes.unsupported(path + ".role", "message of this role");
        }
    }

    private Turn turn(String role) {
        if (turns.isEmpty() || !turns.getLast().role.equals(role)) {
            turns.add(new Turn(role, new ArrayList<>(), Json.MAPPER.createArrayNode()));
        }
        return turns.getLast();
    }

    /** A message without content is no turn: what stands around it may belong together. */
    private void say(String role, ArrayNode parts) {
        if (!parts.isEmpty()) {
            turn(role).parts.addAll(parts);
        }
    }

    private void assistant(JsonNode message, String path) {
        if (message.hasNonNull("function_call")) {
            notes.unsupported(path + ".function_call", "legacy function call; use tool_calls");
        }
        if (message.path("audio").hasNonNull("id")) {
            notes.unsupported(path + ".audio", "speech of an earlier turn");
        }
        ArrayNode parts = Json.MAPPER.createArrayNode();
        for (JsonNode own : message.path("provider_content")) {
            if (GeminiPart.isOwnTools(own)) {
                parts.add(((ObjectNode) own).without("index"));
            }
        }
        ArrayNode said = Json.MAPPER.createArrayNode();
        contentParts.add(said, message.path("content"), path);
        if (said.isEmpty()) {
            ContentParts.text(said, message.path("refusal").asString(""));
        }
        sign(said, message);
        parts.addAll(said);
        for (JsonNode image : message.path("images")) {
            ObjectNode made = contentParts.madeImage(image);
            if (made != null) {
                Signatures.sign(made, Signatures.broughtBack(image));
                parts.add(made);
            }
        }
        toolCalls.add(parts, message.path("tool_calls"));
        say(MODEL, parts);
    }

    /** The message's own signature belongs to the last of its text, which may be empty. */
    private static void sign(ArrayNode said, JsonNode message) {
        String signature = Signatures.broughtBack(message);
        if (signature == null) {
            return;
        }
        ObjectNode last = said.path(said.size() - 1) instanceof ObjectNode part
                ? part
                : said.addObject().put("text", "");
        Signatures.sign(last, signature);
    }

    private void toolResult(JsonNode message, String path) {
        Turn turn = turn(USER);
        turn.results.add(toolCalls.result(message));
        if (message.path("content").isArray()) {
            ArrayNode parts = Json.MAPPER.createArrayNode();
            contentParts.add(parts, message.path("content"), path);
            // text is in the result; what else a tool brought stands behind it
            parts.valueStream().filter(part -> !part.has("text")).forEach(turn.parts::add);
        }
    }

    /** Writes both fields. */
    void writeTo(ObjectNode request) {
        ArrayNode contents = request.putArray("contents");
        boolean isSystemApart = model.takesSystemInstruction() && !turns.isEmpty();
        if (!isSystemApart && !system.isEmpty()) {
            // a prompt of system messages alone is asked as the user's
            if (turns.isEmpty() || !turns.getFirst().role.equals(USER)) {
                turns.addFirst(new Turn(USER, new ArrayList<>(), Json.MAPPER.createArrayNode()));
            }
            Turn first = turns.getFirst();
            turns.set(0, new Turn(USER, first.results, system.deepCopy().addAll(first.parts)));
        }
        if (!turns.isEmpty() && turns.getFirst().role.equals(MODEL)) {
            contents.addObject().put("role", USER).putArray("parts").addObject().put("text", USER_WAS_SILENT);
        }
        turns.forEach(turn -> contents.add(turn.json()));
        if (isSystemApart && !system.isEmpty()) {
            request.putObject("systemInstruction").set("parts", system);
        }
    }
}
