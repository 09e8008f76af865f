package ai.qnp.core.provider.contract;

import ai.qnp.core.openai.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Valid conversations in OpenAI's words, each out of a seed: roles, parts, calls and results in any number and order,
 * texts in any script, ids as other vendors and other programs make them.
 */
public final class Conversations {
    private static final List<String> TEXTS = List.of(
            "Hi",
            "Grüße aus Zürich 🏔",
            "  spaces around  ",
            "\n\nlines\r\nof all kinds\u2028and\tmore\u0000",
            "\"quotes\" and \\backslashes\\ {\"and\": [1, \"json\"]",
            "{\"celsius\": 21.50, \"sky\": {\"clear\": true, \"über\": null}}",
            "[1, 2]",
            "null",
            "珠穆朗玛峰 देवनागरी עברית 👩‍👩‍👧‍👦",
            "<think>no thought</think>",
            "data: [DONE]",
            "x".repeat(3000),
            " ",
            "");
    private static final List<String> ARGUMENTS = List.of(
            "{}",
            "",
            "{\"city\":\"Zürich\"}",
            "{\"deep\":{\"list\":[1,2.50,-3e2,true,null,\"🙂\"]},\"\":\"empty name\"}",
            "{ \"spaced\" : \"out\" }",
            "{\"half\":",
            "no json at all");
    private static final List<String> IDS = List.of(
            "call_%d", "f:%d", "chatcmpl-tool-%d", "%d", "functions.get weather:%d", "ünï-%d", "a".repeat(64) + "%d");
    private static final List<String> NAMES = List.of("get_weather", "f", "search-web_2", "A".repeat(64));
    private static final String PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==";
    private static final List<String> IMAGES =
            List.of("data:image/png;base64," + PIXEL, "https://example.com/x.png", "http://example.com/y.png");

    private final Random random;
    private final ArrayNode messages = Json.MAPPER.createArrayNode();
    private int calls;

    private Conversations(long seed) {
        this.random = new Random(seed);
    }

    /** The seed's conversation, as a request. */
    public static ObjectNode of(long seed) {
        return new Conversations(seed).request();
    }

    private ObjectNode request() {
        ObjectNode request = Json.MAPPER.createObjectNode().put("model", "asked");
        if (random.nextBoolean()) {
            say(random.nextBoolean() ? "system" : "developer", random.nextInt(3) == 0);
        }
        // somebody says something, whatever else is empty
        messages.addObject().put("role", "user").put("content", "To begin with: " + one(TEXTS));
        int turns = random.nextInt(6);
        for (int turn = 0; turn < turns; turn++) {
            turn();
        }
        request.set("messages", messages);
        if (calls > 0 || random.nextInt(3) == 0) {
            tools(request);
        }
        if (random.nextInt(4) == 0) {
            request.put("stream", true);
        }
        return request;
    }

    private void turn() {
        switch (random.nextInt(5)) {
            case 0 -> {
                say("assistant", false);
                say("user", random.nextBoolean());
            }
            case 1 -> say("user", true);
            case 2 -> say(random.nextBoolean() ? "system" : "developer", random.nextBoolean());
            default -> {
                callsAndResults();
                if (random.nextBoolean()) {
                    say("user", random.nextBoolean());
                }
            }
        }
    }

    private void say(String role, boolean inParts) {
        ObjectNode message = messages.addObject().put("role", role);
        if (!inParts) {
            message.put("content", one(TEXTS));
            return;
        }
        ArrayNode parts = message.putArray("content");
        int count = 1 + random.nextInt(3);
        for (int part = 0; part < count; part++) {
            if (role.equals("user") && random.nextInt(3) == 0) {
                parts.addObject()
                        .put("type", "image_url")
                        .putObject("image_url")
                        .put("url", one(IMAGES));
            } else {
                parts.addObject().put("type", "text").put("text", one(TEXTS));
            }
        }
    }

    private void callsAndResults() {
        ObjectNode message = messages.addObject().put("role", "assistant");
        if (random.nextBoolean()) {
            message.put("content", one(TEXTS));
        } else {
            message.putNull("content");
        }
        ArrayNode list = message.putArray("tool_calls");
        List<String> ids = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int call = 0; call < count; call++) {
            String id = one(IDS).replace("%d", String.valueOf(calls));
            calls++;
            ids.add(id);
            list.addObject()
                    .put("id", id)
                    .put("type", "function")
                    .putObject("function")
                    .put("name", one(NAMES))
                    .put("arguments", one(ARGUMENTS));
        }
        Collections.shuffle(ids, random);
        ids.forEach(this::result);
    }

    private void result(String id) {
        ObjectNode result = messages.addObject().put("role", "tool").put("tool_call_id", id);
        if (random.nextInt(3) == 0) {
            result.putArray("content").addObject().put("type", "text").put("text", one(TEXTS));
        } else {
            result.put("content", one(TEXTS));
        }
    }

    private void tools(ObjectNode request) {
        ArrayNode tools = request.putArray("tools");
        for (String name : NAMES) {
            ObjectNode function = tools.addObject()
                    .put("type", "function")
                    .putObject("function")
                    .put("name", name);
            if (random.nextBoolean()) {
                function.put("description", one(TEXTS));
            }
            if (random.nextBoolean()) {
                ObjectNode parameters = function.putObject("parameters").put("type", "object");
                parameters.putObject("properties").putObject("größe").put("type", "string");
            }
        }
    }

    private String one(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
