package ai.qnp.core.provider.compatible;

import ai.qnp.core.openai.ChatRequest.Feature;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The rules that more than one vendor needs, for a request's own fields. */
public final class RequestRules {
    private RequestRules() {}

    /** Fields that the vendor does not know are left out, and named unless they change nothing. */
    public static RequestRule takesOnly(String... fields) {
        Set<String> known = Set.of(fields);
        return draft -> {
            for (String name : List.copyOf(draft.body().propertyNames())) {
                if (!known.contains(name)) {
                    drop(name, draft);
                }
            }
        };
    }

    /** Fields that only tune and that the vendor lacks. */
    public static RequestRule drops(String... fields) {
        return draft -> {
            for (String name : fields) {
                drop(name, draft);
            }
        };
    }

    private static void drop(String name, Draft draft) {
        if (Unsaid.isSaid(name, draft.body())) {
            draft.notes().dropped(name);
        }
        draft.body().remove(name);
    }

    /** Fields that change the result and that the vendor lacks. */
    public static RequestRule refuses(String... fields) {
        return draft -> {
            for (String name : fields) {
                if (Unsaid.isSaid(name, draft.body())) {
                    draft.notes().unsupported(name, "'" + name + "'");
                }
                draft.body().remove(name);
            }
        };
    }

    /** What a request may need of a model and the vendor lacks in all of them. */
    public static RequestRule refuses(Feature... features) {
        return draft -> Arrays.stream(features)
                .filter(draft.request().features()::contains)
                .forEach(feature -> Lacking.note(feature, draft));
    }

    /** Only one choice can be had. */
    public static RequestRule oneChoice() {
        return draft -> {
            draft.body().remove("n");
            if (draft.request().choices() > 1) {
                draft.notes().unsupported("n", "'n' above 1");
            }
        };
    }

    /** A field with another name at the vendor. */
    public static RequestRule renames(String from, String to) {
        return draft -> {
            JsonNode value = draft.body().remove(from);
            if (value != null && !draft.body().has(to)) {
                draft.body().set(to, value);
            }
        };
    }

    /** A number outside the vendor's range becomes the nearest inside. */
    public static RequestRule clamps(String field, double lowest, double highest) {
        return draft -> {
            JsonNode value = draft.body().path(field);
            if (!value.isNumber()) {
                return;
            }
            double given = value.doubleValue();
            if (given < lowest || given > highest) {
                draft.body().put(field, given < lowest ? lowest : highest);
                draft.notes().dropped(field);
            }
        };
    }

    /** Words of a field that the vendor has others for: {@code tool_choice: required}, for example. */
    public static RequestRule translates(String field, Map<String, String> words) {
        Map<String, String> copy = Map.copyOf(words);
        return draft -> {
            String word = draft.body().path(field).asString("");
            if (copy.containsKey(word)) {
                draft.body().put(field, copy.get(word));
            }
        };
    }

    /** A field that takes some words only; another is left out and named. */
    public static RequestRule takesWords(String field, String... words) {
        Set<String> known = Set.of(words);
        return draft -> {
            if (draft.body().has(field)
                    && !known.contains(draft.body().path(field).asString(""))) {
                draft.body().remove(field);
                draft.notes().dropped(field);
            }
        };
    }

    /** A single stop sequence stands in an array. */
    public static RequestRule wrapsStop() {
        return draft -> {
            if (draft.body().path("stop").isString()) {
                String only = draft.body().path("stop").asString();
                draft.body().putArray("stop").add(only);
            }
        };
    }

    /** Tools of other types (free-form input, a vendor's own) are refused. */
    public static RequestRule functionToolsOnly() {
        return refusesTools(type -> !type.equals("function"));
    }

    /** Tools with free-form input are refused; a vendor's own pass. */
    public static RequestRule refusesCustomTools() {
        return refusesTools(type -> type.equals("custom"));
    }

    private static RequestRule refusesTools(Predicate<String> isLacking) {
        return draft -> {
            for (ObjectNode tool : draft.tools()) {
                String type = tool.path("type").asString("function");
                if (isLacking.test(type)) {
                    draft.notes().unsupported("tools", "tool of type '" + type + "'");
                }
            }
        };
    }

    /** {@code allowed_tools} of {@code tool_choice}: only those are sent, with the mode as the choice. */
    public static RequestRule sendsAllowedToolsOnly() {
        return draft -> {
            JsonNode choice = draft.body().path("tool_choice");
            JsonNode allowed = choice.path("allowed_tools");
            if (!choice.path("type").asString("").equals("allowed_tools") || !allowed.isObject()) {
                return;
            }
            Set<JsonNode> names = allowed.path("tools")
                    .valueStream()
                    .map(tool -> tool.path("function").path("name"))
                    .collect(Collectors.toSet());
            List<ObjectNode> kept = draft.tools().stream()
                    .filter(tool -> names.contains(tool.path("function").path("name")))
                    .toList();
            draft.body().putArray("tools").addAll(kept);
            draft.body().put("tool_choice", allowed.path("mode").asString("auto"));
        };
    }
}
