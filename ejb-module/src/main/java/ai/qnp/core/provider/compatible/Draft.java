package ai.qnp.core.provider.compatible;

import ai.qnp.core.openai.ChatRequest;
import ai.qnp.core.provider.EncodingContext;
import ai.qnp.core.provider.EncodingNotes;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request on its way into a vendor's words.
 *
 * @param body what will be sent, changed in place; without fields that are null, with the vendor's model
 * @param request what the client sent
 * @param context what is known of the model
 * @param notes what was dropped or can't be had
 */
public record Draft(ObjectNode body, ChatRequest request, EncodingContext context, EncodingNotes notes) {
    /** The messages that are objects, which all are. */
    public List<ObjectNode> messages() {
        return objects(body.path("messages"));
    }

    /** The tools. */
    public List<ObjectNode> tools() {
        return objects(body.path("tools"));
    }

    /** The objects of an array. */
    public static List<ObjectNode> objects(JsonNode array) {
        return array.valueStream()
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .toList();
    }
}
