package ai.qnp.core.provider.anthropic;

import ai.qnp.core.openai.Json;
import ai.qnp.core.openai.VendorMarks;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Thinking blocks with their signatures, on their way through a client's conversation and back. Each entry is the
 * vendor's block with an {@code index}, by which clients join a stream's pieces, and the mark of who made it.
 */
final class ReasoningDetails {
    static final String FIELD = "reasoning_details";

    private ReasoningDetails() {}

    /** One whole block. */
    static ObjectNode entry(JsonNode block, int index) {
        ObjectNode entry = piece(block.path("type").asString(), index);
        VendorMarks.mark(entry, Anthropic.ID);
        return entry.setAll((ObjectNode) block);
    }

    /** A later piece of a block that was begun: without the mark, which clients would join like a text. */
    static ObjectNode piece(String type, int index) {
        return Json.MAPPER.createObjectNode().put("index", index).put("type", type);
    }

    /** The blocks that a message brings back: only this vendor's own, and only such as it takes. */
    static void addBack(ArrayNode blocks, JsonNode message) {
        for (JsonNode entry : message.path(FIELD)) {
            if (VendorMarks.isMarked(entry, Anthropic.ID)) {
                addBlock(blocks, entry);
            }
        }
    }

    private static void addBlock(ArrayNode blocks, JsonNode entry) {
        switch (entry.path("type").asString("")) {
            case "thinking" -> {
                // without its signature Anthropic refuses the whole request
                if (!entry.path("signature").asString("").isEmpty()) {
                    blocks.addObject()
                            .put("type", "thinking")
                            .put("thinking", entry.path("thinking").asString(""))
                            .put("signature", entry.path("signature").asString());
                }
            }
            case "redacted_thinking" ->
                blocks.addObject()
                        .put("type", "redacted_thinking")
                        .put("data", entry.path("data").asString(""));
            default -> {
                // nothing that Anthropic would take back
            }
        }
    }
}
