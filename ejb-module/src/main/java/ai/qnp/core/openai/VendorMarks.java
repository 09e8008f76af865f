package ai.qnp.core.openai;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who made a piece of an answer that a client sends back in the next turn. A vendor's thinking and signatures must never
 * reach another, so each entry of {@code reasoning_details} that QNP makes says whose it is.
 */
public final class VendorMarks {
    /** The field of an entry that names its maker. */
    public static final String MARK = "qnp_provider";

    private static final String REASONING_DETAILS = "reasoning_details";

    private VendorMarks() {}

    /** Marks an entry as a provider's. */
    public static void mark(ObjectNode entry, String provider) {
        entry.put(MARK, provider);
    }

    /** Whether an entry is that provider's. */
    public static boolean isMarked(JsonNode entry, String provider) {
        return entry.path(MARK).asString("").equals(provider);
    }

    /**
     * Takes out of a request's messages what QNP put into them for the vendor that made it: marked reasoning with the
     * text it belongs to, and {@code provider_content}. What is not marked may be the upstream's own and stays.
     */
    public static void removeFrom(ObjectNode request) {
        for (JsonNode message : request.path("messages")) {
            if (message instanceof ObjectNode fields) {
                fields.remove("provider_content");
                removeReasoning(fields);
            }
        }
    }

    private static void removeReasoning(ObjectNode message) {
        if (!(message.path(REASONING_DETAILS) instanceof ArrayNode details)) {
            return;
        }
        List<JsonNode> others =
                details.valueStream().filter(entry -> !entry.has(MARK)).toList();
        if (others.size() < details.size()) {
            message.remove("reasoning_content");
        }
        if (others.isEmpty()) {
            message.remove(REASONING_DETAILS);
        } else {
            details.removeAll().addAll(others);
        }
    }
}
