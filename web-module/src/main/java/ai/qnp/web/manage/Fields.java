package ai.qnp.web.manage;

import static java.util.stream.Collectors.joining;

import ai.qnp.core.openai.ApiError;
import ai.qnp.ee.admin.Answer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of a JSON object, read one by one. What is wrong with them is collected, and told by {@link #answer}; until
 * then a wrong field reads as if it were left out. A field that nobody asked for is wrong as well.
 */
final class Fields {
    private final ObjectNode object;
    private final String path;
    private final List<ApiError> problems;
    private final Set<String> asked = new LinkedHashSet<>();
    private final List<Fields> inner = new ArrayList<>();

    Fields(ObjectNode object) {
        this(object, "", new ArrayList<>());
    }

    private Fields(ObjectNode object, String path, List<ApiError> problems) {
        this.object = object;
        this.path = path;
        this.problems = problems;
    }

    /** Whether the field is there, null included. */
    boolean has(String name) {
        asked.add(name);
        return object.has(name);
    }

    /** Whether the field is there and null. */
    boolean isNull(String name) {
        return has(name) && object.get(name).isNull();
    }

    /** A string; null when left out or null. */
    @Nullable String text(String name) {
        JsonNode value = value(name);
        if (value == null || value.isString()) {
            return value == null ? null : value.asString();
        }
        wrong(name, "a string");
        return null;
    }

    /** A string that must be there. */
    String requiredText(String name) {
        String text = text(name);
        if (text == null && value(name) == null) {
            missing(name);
        }
        return text == null ? "" : text;
    }

    /** A whole number; null when left out or null. */
    @Nullable Long wholeNumber(String name) {
        JsonNode value = value(name);
        if (value == null || (value.isIntegralNumber() && value.canConvertToLong())) {
            return value == null ? null : value.asLong();
        }
        wrong(name, "a whole number");
        return null;
    }

    /** A whole number that must be there. */
    long requiredWholeNumber(String name) {
        Long number = wholeNumber(name);
        if (number == null && value(name) == null) {
            missing(name);
        }
        return number == null ? 0 : number;
    }

    /** An object as it is; null when left out or null. */
    @Nullable ObjectNode object(String name) {
        JsonNode value = value(name);
        if (value == null || value instanceof ObjectNode) {
            return (ObjectNode) value;
        }
        wrong(name, "an object");
        return null;
    }

    /** An object whose fields are lists of strings, in their order; it must be there. */
    Map<String, List<String>> textsByName(String name) {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        ObjectNode inner = object(name);
        if (inner == null) {
            missing(name);
            return texts;
        }
        Fields fields = new Fields(inner, path + name + ".", problems);
        inner.propertyNames().forEach(one -> texts.put(one, fields.texts(one)));
        return texts;
    }

    /** A time; null when left out or null. */
    @Nullable Instant time(String name) {
        String text = text(name);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException malformed) {
            wrong(name, "a time like 2030-01-31T12:00:00Z");
            return null;
        }
    }

    /** A list of strings; empty when left out or null. */
    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : elements(name, "a list of strings")) {
            if (element.isString()) {
                texts.add(element.asString());
            } else {
                wrong(name, "a list of strings");
            }
        }
        return texts;
    }

    /** The fields of an object; null when left out or null. */
    @Nullable Fields fields(String name) {
        ObjectNode node = object(name);
        if (node == null) {
            return null;
        }
        Fields fields = new Fields(node, path + name + ".", problems);
        inner.add(fields);
        return fields;
    }

    /** A list of objects; empty when left out or null. */
    List<Fields> objects(String name) {
        List<Fields> objects = new ArrayList<>();
        for (JsonNode element : elements(name, "a list of objects")) {
            if (element instanceof ObjectNode node) {
                objects.add(new Fields(node, path + name + "[" + objects.size() + "].", problems));
            } else {
                wrong(name, "a list of objects");
            }
        }
        inner.addAll(objects);
        return objects;
    }

    /** Refuses the request for something that only the caller can judge. */
    void refuse(ApiError problem) {
        problems.add(problem);
    }

    /** What was made of the fields, unless something was wrong with them. */
    <T> Answer<T> answer(Supplier<T> made) {
        // A misspelt name first: that the right one is missing only follows from it.
        unknownFields().forEach(problems::addFirst);
        return problems.isEmpty() ? new Answer.Done<>(made.get()) : new Answer.Refused<>(problems.getFirst());
    }

    private List<ApiError> unknownFields() {
        List<ApiError> found = new ArrayList<>();
        List<String> unknown = object.propertyNames().stream()
                .filter(name -> !asked.contains(name))
                .map(name -> path + name)
                .toList();
        if (!unknown.isEmpty()) {
            String names = unknown.stream().map(name -> "'" + name + "'").collect(joining(", "));
            found.add(ApiError.invalid(
                    "unknown_field",
                    "Unknown " + (unknown.size() == 1 ? "field " : "fields ") + names + ". Known here: "
                            + asked.stream().sorted().collect(joining(", ")) + ".",
                    unknown.getFirst()));
        }
        inner.forEach(fields -> found.addAll(fields.unknownFields()));
        return found;
    }

    private @Nullable JsonNode value(String name) {
        asked.add(name);
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private List<JsonNode> elements(String name, String wanted) {
        JsonNode value = value(name);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            wrong(name, wanted);
            return List.of();
        }
        return List.copyOf(value.values());
    }

    private void missing(String name) {
        problems.add(ApiError.invalid("missing_field", "'" + path + name + "' is required.", path + name));
    }

    /** Refuses a field's value. */
    void wrong(String name, String wanted) {
        problems.add(ApiError.invalid("invalid_value", "'" + path + name + "' must be " + wanted + ".", path + name));
    }
}
