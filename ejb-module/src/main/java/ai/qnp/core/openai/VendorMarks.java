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
    private static final String REASONING_CONTENT = "reasoning_content";
    private static final String PROVIDER_CONTENT = "provider_content";
    private static final String EXTRA_CONTENT = "extra_content";
    private static final String CACHE_CONTROL = "cache_control";
    private static final String IMAGES = "images";

    private VendorMarks() {}

    /** Whether a field of a message, a part, a tool or a tool call may be meant for one vendor only. */
    static boolean areIn(String field) {
        return switch (field) {
            case REASONING_CONTENT, REASONING_DETAILS, PROVIDER_CONTENT, EXTRA_CONTENT, CACHE_CONTROL, IMAGES -> true;
            default -> false;
        };
    }

    /** Marks an entry as a provider's. */
    public static void mark(ObjectNode entry, String provider) {
        entry.put(MARK, provider);
    }

    /** Whether an entry is that provider's. */
    public static boolean isMarked(JsonNode entry, String provider) {
        return entry.path(MARK).asString("").equals(provider);
    }

    /**
     * Takes out of a request what only the vendor that made it may see: marked reasoning with the text it belongs to,
     * {@code provider_content}, and the signatures in {@code extra_content}. Reasoning that is not marked may be the
     * upstream's own and stays.
     *
     * @param takesOtherFields whether the upstream may know {@code cache_control}, and the reasoning and images of earlier
     *     turns, which OpenAI itself does not
     */
    public static void removeFrom(ObjectNode request, boolean takesOtherFields) {
        for (JsonNode message : request.path("messages")) {
            if (message instanceof ObjectNode fields) {
                fields.remove(PROVIDER_CONTENT);
                fields.remove(EXTRA_CONTENT);
                removeFromEach(fields.path("tool_calls"), EXTRA_CONTENT);
                removeReasoning(fields);
            }
        }
        if (!takesOtherFields) {
            removeFromEach(request.path("messages"), REASONING_CONTENT);
            removeFromEach(request.path("messages"), REASONING_DETAILS);
            removeFromEach(request.path("messages"), IMAGES);
            removeCacheControl(request);
        }
    }

    /** Takes out {@code cache_control}, which OpenAI refuses, wherever Anthropic's SDKs let it stand. */
    private static void removeCacheControl(ObjectNode request) {
        removeFromEach(request.path("messages"), CACHE_CONTROL);
        for (JsonNode message : request.path("messages")) {
            removeFromEach(message.path("content"), CACHE_CONTROL);
        }
        removeFromEach(request.path("tools"), CACHE_CONTROL);
        for (JsonNode tool : request.path("tools")) {
            if (tool.path("function") instanceof ObjectNode function) {
                function.remove(CACHE_CONTROL);
            }
        }
    }

    private static void removeFromEach(JsonNode array, String name) {
        for (JsonNode element : array) {
            if (element instanceof ObjectNode object) {
                object.remove(name);
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
            message.remove(REASONING_CONTENT);
        }
        if (others.isEmpty()) {
            message.remove(REASONING_DETAILS);
        } else {
            details.removeAll().addAll(others);
        }
    }
}
