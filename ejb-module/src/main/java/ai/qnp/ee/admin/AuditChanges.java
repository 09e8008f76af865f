package ai.qnp.ee.admin;

import ai.qnp.core.metering.MoneyText;
import ai.qnp.core.openai.Json;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields that a change changed, with what they were and are. Records are read component by component, so that a setting
 * that is added later is in the trail as well. Whatever else a value is, it is written as it prints: secrets print masked.
 */
public final class AuditChanges {
    /** Nothing that has a before and an after. */
    static final AuditChanges NONE = new AuditChanges(Map.of(), Map.of());

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ArrayNode fields = Json.MAPPER.createArrayNode();

    private AuditChanges(Map<String, JsonNode> before, Map<String, JsonNode> after) {
        Stream.concat(before.keySet().stream(), after.keySet().stream())
                .distinct()
                .forEach(name -> {
                    JsonNode was = before.getOrDefault(name, NODES.nullNode());
                    JsonNode is = after.getOrDefault(name, NODES.nullNode());
                    if (!was.equals(is)) {
                        ObjectNode field = fields.addObject().put("field", name);
                        field.set("before", was);
                        field.set("after", is);
                    }
                });
    }

    /** One field. */
    public static AuditChanges of(String field, @Nullable Object before, @Nullable Object after) {
        return new AuditChanges(Map.of(field, node(before)), Map.of(field, node(after)));
    }

    /** Whatever differs; null for what is new, or gone. */
    static AuditChanges between(@Nullable Record before, @Nullable Record after) {
        return new AuditChanges(components(before), components(after));
    }

    /** As JSON. */
    String text() {
        return fields.toString();
    }

    private static Map<String, JsonNode> components(@Nullable Record of) {
        Map<String, JsonNode> components = new TreeMap<>();
        if (of != null) {
            for (RecordComponent component : of.getClass().getRecordComponents()) {
                components.put(wireName(component.getName()), node(value(component, of)));
            }
        }
        return components;
    }

    private static @Nullable Object value(RecordComponent component, Record of) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(of);
        } catch (IllegalAccessException | InvocationTargetException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static JsonNode node(@Nullable Object value) {
        return switch (value) {
            case null -> NODES.nullNode();
            case Boolean flag -> NODES.booleanNode(flag);
            case Integer number -> NODES.numberNode(number);
            case Long number -> NODES.numberNode(number);
            case BigDecimal money -> NODES.stringNode(MoneyText.of(money));
            case Enum<?> word -> NODES.stringNode(word.name().toLowerCase(Locale.ROOT));
            case Map<?, ?> map -> object(map);
            case Record made -> object(components(made));
            // A set has no order of its own, and must not differ from itself.
            case Set<?> set ->
                array(set.stream()
                        .map(AuditChanges::node)
                        .sorted((a, b) -> a.toString().compareTo(b.toString())));
            case Collection<?> list -> array(list.stream().map(AuditChanges::node));
            case Object other -> NODES.stringNode(Objects.toString(other));
        };
    }

    private static ArrayNode array(Stream<JsonNode> values) {
        ArrayNode array = Json.MAPPER.createArrayNode();
        values.forEach(array::add);
        return array;
    }

    private static ObjectNode object(Map<?, ?> map) {
        Map<String, JsonNode> sorted = new TreeMap<>();
        map.forEach((key, value) -> sorted.put(
                key instanceof Enum<?> word ? word.name().toLowerCase(Locale.ROOT) : String.valueOf(key),
                value instanceof JsonNode node ? node : node(value)));
        ObjectNode object = Json.MAPPER.createObjectNode();
        sorted.forEach(object::set);
        return object;
    }

    /** {@code allowedIps} is {@code allowed_ips} in the contract. */
    private static String wireName(String name) {
        return name.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
