package ai.qnp.core.provider.google;

import ai.qnp.core.openai.Json;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tool calls of earlier turns and their results, on their way back to Google, which wants the function's name in both. */
final class ToolCalls {
    private final boolean demandsSignatures;
    private final Map<String, Call> byId = new HashMap<>();

    private record Call(String name, int order) {}

    /** A result and its call's place among all calls. */
    record Result(int order, ObjectNode part) {}

    ToolCalls(GeminiModel model) {
        this.demandsSignatures = model.isThree();
    }

    /** Adds one message's calls. Of those made side by side, Google signs the first. */
    void add(ArrayNode parts, JsonNode calls) {
        boolean isFirst = true;
        for (JsonNode call : calls) {
            ObjectNode part = parts.addObject();
            part.set("functionCall", functionCall(call));
            String signature = Signatures.broughtBack(call);
            boolean isForeign = isFirst && demandsSignatures && signature == null;
            Signatures.sign(part, isForeign ? Signatures.FOREIGN : signature);
            isFirst = false;
        }
    }

    private ObjectNode functionCall(JsonNode call) {
        String id = call.path("id").asString("");
        String name = call.path("function").path("name").asString("");
        byId.put(id, new Call(name, byId.size()));
        ObjectNode functionCall = Json.MAPPER.createObjectNode();
        if (!id.isEmpty()) {
            functionCall.put("id", id);
        }
        functionCall.put("name", name);
        String arguments = call.path("function").path("arguments").asString("");
        ObjectNode args = object(arguments);
        if (args == null) {
            // a model may have written half a JSON text; it is kept as it is
            args = Json.MAPPER.createObjectNode().put("arguments", arguments);
        }
        return functionCall.set("args", args);
    }

    /** One result; what is no JSON object is kept as a text. */
    Result result(JsonNode message) {
        String id = message.path("tool_call_id").asString("");
        Call call = byId.get(id);
        ObjectNode part = Json.MAPPER.createObjectNode();
        ObjectNode response = part.putObject("functionResponse");
        if (!id.isEmpty()) {
            response.put("id", id);
        }
        response.put("name", call == null ? message.path("name").asString(id) : call.name);
        String text = ContentParts.textOf(message.path("content"));
        ObjectNode value = text.isBlank() ? null : object(text);
        response.set("response", value == null ? Json.MAPPER.createObjectNode().put("output", text) : value);
        return new Result(call == null ? Integer.MAX_VALUE : call.order, part);
    }

    private static @Nullable ObjectNode object(String json) {
        if (json.isBlank()) {
            return Json.MAPPER.createObjectNode();
        }
        try {
            return Json.MAPPER.readTree(json) instanceof ObjectNode object ? object : null;
        } catch (JacksonException broken) {
            return null;
        }
    }
}
