package ai.qnp.core.openai;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A request's fields by name, read only. A field that is null counts as left out. */
public final class RequestFields {
    private final ObjectNode tree;

    /** Keeps the tree, which must not be changed any more. */
    public RequestFields(ObjectNode tree) {
        this.tree = tree;
    }

    /** The field, or a missing node. */
    public JsonNode get(String name) {
        JsonNode value = tree.path(name);
        return value.isNull() ? Json.MAPPER.missingNode() : value;
    }

    /** The names of the fields that are there. */
    public List<String> names() {
        return tree.propertyStream()
                .filter(field -> !field.getValue().isNull())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** A copy of all of them. */
    public ObjectNode copy() {
        return tree.deepCopy();
    }
}
