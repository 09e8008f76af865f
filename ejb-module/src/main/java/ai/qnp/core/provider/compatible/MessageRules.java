package ai.qnp.core.provider.compatible;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The rules that more than one vendor needs, for messages and tools. */
public final class MessageRules {
    private MessageRules() {}

    /** {@code developer} is called {@code system}. */
    public static RequestRule developerAsSystem() {
        return draft -> {
            for (ObjectNode message : draft.messages()) {
                if (message.path("role").asString("").equals("developer")) {
                    message.put("role", "system");
                }
            }
        };
    }

    /** Other fields of messages (names, refusals, reasoning, annotations, marks of other vendors) are left out. */
    public static RequestRule keepsInMessages(String... fields) {
        Set<String> known = Set.of(fields);
        return draft -> {
            for (ObjectNode message : draft.messages()) {
                retain(message, known);
            }
        };
    }

    /** Tool calls in messages have only what OpenAI's have. */
    public static RequestRule plainToolCalls() {
        return draft -> {
            for (ObjectNode message : draft.messages()) {
                for (ObjectNode call : Draft.objects(message.path("tool_calls"))) {
                    retain(call, Set.of("id", "type", "function"));
                }
            }
        };
    }

    /** Content parts of text become one text in messages of these roles; other parts stay an array. */
    public static RequestRule flattensText(String... roles) {
        Set<String> known = Set.of(roles);
        return draft -> {
            for (ObjectNode message : draft.messages()) {
                if (known.contains(message.path("role").asString(""))) {
                    flatten(message);
                }
            }
        };
    }

    private static void flatten(ObjectNode message) {
        JsonNode content = message.path("content");
        if (content.isArray() && content.valueStream().allMatch(MessageRules::isText)) {
            message.put("content", content.valueStream().map(MessageRules::text).collect(Collectors.joining()));
        }
    }

    private static boolean isText(JsonNode part) {
        return switch (part.path("type").asString("")) {
            case "text", "refusal" -> true;
            default -> false;
        };
    }

    private static String text(JsonNode part) {
        return part.path(part.path("type").asString("")).asString("");
    }

    /** Parts have their own fields only ({@code cache_control} goes), and refusals are texts. */
    public static RequestRule plainParts() {
        return draft -> {
            for (ObjectNode message : draft.messages()) {
                for (ObjectNode part : Draft.objects(message.path("content"))) {
                    plain(part);
                }
            }
        };
    }

    private static void plain(ObjectNode part) {
        part.remove("cache_control");
        if (part.path("type").asString("").equals("refusal")) {
            String text = part.path("refusal").asString("");
            part.removeAll();
            part.put("type", "text").put("text", text);
        }
    }

    /** A refusal that stands beside the content of an earlier turn is said in the content. */
    public static RequestRule refusalsAsText() {
        return draft -> {
            for (ObjectNode message : draft.messages()) {
                String refusal = message.path("refusal").asString("");
                message.remove("refusal");
                if (message.path("content") instanceof ArrayNode parts && !refusal.isEmpty()) {
                    parts.addObject().put("type", "text").put("text", refusal);
                } else if (!refusal.isEmpty()) {
                    message.put("content", message.path("content").asString("") + refusal);
                }
            }
        };
    }

    /** Content parts of other types are refused. */
    public static RequestRule takesParts(String... types) {
        Set<String> known = Set.of(types);
        return draft -> {
            for (ObjectNode message : draft.messages()) {
                for (ObjectNode part : Draft.objects(message.path("content"))) {
                    String type = part.path("type").asString("");
                    if (!known.contains(type)) {
                        draft.notes().unsupported("messages", "content part of type '" + type + "'");
                    }
                }
            }
        };
    }

    /** The legacy {@code function} role and {@code function_call} in messages, which few vendors have. */
    public static RequestRule refusesFunctionMessages() {
        return draft -> {
            for (ObjectNode message : draft.messages()) {
                if (message.path("role").asString("").equals("function") || message.hasNonNull("function_call")) {
                    draft.notes().unsupported("messages", "function messages (use tools)");
                }
            }
        };
    }

    /** A tool without parameters gets an empty object schema. */
    public static RequestRule givesParameters() {
        return draft -> {
            for (ObjectNode tool : draft.tools()) {
                if (tool.path("function") instanceof ObjectNode function && !function.hasNonNull("parameters")) {
                    function.putObject("parameters").put("type", "object").putObject("properties");
                }
            }
        };
    }

    /** {@code strict} in a function is not known. */
    public static RequestRule withoutStrict() {
        return draft -> {
            for (ObjectNode tool : draft.tools()) {
                if (tool.path("function") instanceof ObjectNode function) {
                    function.remove("strict");
                }
            }
        };
    }

    /** Tools have only what OpenAI's have. */
    public static RequestRule plainTools() {
        return draft -> {
            for (ObjectNode tool : draft.tools()) {
                tool.remove("cache_control");
                if (tool.path("function") instanceof ObjectNode function) {
                    function.remove("cache_control");
                }
            }
        };
    }

    /** The one tool that {@code tool_choice} names is the only one sent, and required. */
    public static RequestRule namedToolAsOnlyTool(String required) {
        return draft -> {
            JsonNode named = draft.body().path("tool_choice").path("function").path("name");
            if (!named.isString() || !draft.body().has("tools")) {
                return;
            }
            List<ObjectNode> others = draft.tools().stream()
                    .filter(tool -> tool.path("function").path("name").equals(named))
                    .toList();
            draft.body().putArray("tools").addAll(others);
            draft.body().put("tool_choice", required);
        };
    }

    private static void retain(ObjectNode object, Set<String> known) {
        for (String name : List.copyOf(object.propertyNames())) {
            if (!known.contains(name)) {
                object.remove(name);
            }
        }
    }
}
