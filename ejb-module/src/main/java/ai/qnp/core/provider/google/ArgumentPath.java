package ai.qnp.core.provider.google;

import ai.qnp.core.openai.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** A JSON path (RFC 9535) of names and indexes, {@code $.items[0].price}, and the way to put a value there. */
record ArgumentPath(List<String> steps) {
    private static final Pattern STEP = Pattern.compile(
            "\\.([^.\\[\\]]+)|\\[(\\d{1,4})\\]|\\['((?:[^'\\\\]|\\\\.)*)'\\]|\\[\"((?:[^\"\\\\]|\\\\.)*)\"\\]");
    private static final String INDEX = "#";
    /** No honest call has more entries in one list or goes deeper. */
    private static final int MAX_INDEX = 9999;

    ArgumentPath {
        steps = List.copyOf(steps);
    }

    static ArgumentPath of(String path) {
        List<String> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(path);
        while (matcher.find() && steps.size() < Json.MAX_DEPTH / 2) {
            if (matcher.group(2) != null) {
                steps.add(INDEX + matcher.group(2));
            } else {
                steps.add("." + firstGiven(matcher.group(1), matcher.group(3), matcher.group(4)));
            }
        }
        return new ArgumentPath(steps);
    }

    private static String firstGiven(@Nullable String... values) {
        for (String value : values) {
            if (value != null) {
                return value;
            }
        }
        return "";
    }

    /** Puts a bit's value in its place; text that goes on is added to what stands there. */
    void put(ObjectNode root, JsonNode bit) {
        JsonNode at = root;
        for (int depth = 0; depth < steps.size(); depth++) {
            boolean isLast = depth == steps.size() - 1;
            JsonNode there = get(at, steps.get(depth));
            JsonNode next = isLast ? value(bit, there) : container(there, steps.get(depth + 1));
            set(at, steps.get(depth), next);
            at = next;
        }
    }

    private static JsonNode get(JsonNode at, String step) {
        return step.startsWith(INDEX) ? at.path(index(step)) : at.path(step.substring(1));
    }

    private static JsonNode container(JsonNode there, String nextStep) {
        if (there.isContainer()) {
            return there;
        }
        return nextStep.startsWith(INDEX) ? Json.MAPPER.createArrayNode() : Json.MAPPER.createObjectNode();
    }

    private static void set(JsonNode at, String step, JsonNode value) {
        if (at instanceof ArrayNode array && step.startsWith(INDEX)) {
            while (array.size() <= index(step)) {
                array.addNull();
            }
            array.set(index(step), value);
        } else if (at instanceof ObjectNode object) {
            object.set(step.substring(1), value);
        }
    }

    private static int index(String step) {
        return Math.min(Integer.parseInt(step.substring(1)), MAX_INDEX);
    }

    private static JsonNode value(JsonNode bit, JsonNode there) {
        if (bit.path("stringValue").isString()) {
            String before = there.isString() ? there.asString() : "";
            return StringNode.valueOf(before + bit.path("stringValue").asString());
        }
        for (String kind : List.of("numberValue", "boolValue")) {
            if (bit.has(kind)) {
                return bit.path(kind);
            }
        }
        return bit.has("structValue") ? bit.path("structValue") : Json.MAPPER.nullNode();
    }
}
