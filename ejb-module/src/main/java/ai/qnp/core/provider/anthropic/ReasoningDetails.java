package ai.qnp.core.provider.anthropic;

import ai.qnp.core.openai.Json;
import ai.qnp.core.openai.VendorMarks;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Thinking blocks with their signatures, on their way through a client's conversation and back. Each entry is the
 * vendor's block with an {@code index}, by which clients join a stream's pieces, and the mark of who made it.
 */
final class ReasoningDetails {
    static final String FIELD = "reasoning_details";

    private ReasoningDetails() {}

    /**
     * One whole block.
     *
     * @param place null where thinking alone came before
     */
    static ObjectNode entry(JsonNode block, int index, @Nullable Place place) {
        ObjectNode entry = piece(block.path("type").asString(), index);
        VendorMarks.mark(entry, Anthropic.ID);
        if (place != null) {
            place.writeTo(entry);
        }
        return entry.setAll((ObjectNode) block);
    }

    /** A later piece of a block that was begun: without the mark, which clients would join like a text. */
    static ObjectNode piece(String type, int index) {
        return Json.MAPPER.createObjectNode().put("index", index).put("type", type);
    }

    /** The block of an entry that came back; null for one that Anthropic would not take. */
    static @Nullable ObjectNode block(JsonNode entry) {
        ObjectNode block = Json.MAPPER.createObjectNode();
        return switch (entry.path("type").asString("")) {
            case "thinking" ->
                // without its signature Anthropic refuses the whole request
                entry.path("signature").asString("").isEmpty()
                        ? null
                        : block.put("type", "thinking")
                                .put("thinking", entry.path("thinking").asString(""))
                                .put("signature", entry.path("signature").asString());
            case "redacted_thinking" ->
                block.put("type", "redacted_thinking")
                        .put("data", entry.path("data").asString(""));
            default -> null;
        };
    }
}
