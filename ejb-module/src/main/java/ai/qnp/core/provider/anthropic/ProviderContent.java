package ai.qnp.core.provider.anthropic;

import ai.qnp.core.openai.Json;
import ai.qnp.core.openai.VendorMarks;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Blocks of server-side tools, and those that QNP does not know, on their way through a client's conversation and back.
 * Each entry is the vendor's block with the mark of who made it and its place in the answer.
 */
final class ProviderContent {
    static final String FIELD = "provider_content";

    private static final List<String> OURS = List.of("index", VendorMarks.MARK, Place.FIELD);

    private ProviderContent() {}

    /** One block on its way to the client. */
    static ObjectNode entry(ObjectNode block, Place place) {
        ObjectNode entry = block.deepCopy();
        VendorMarks.mark(entry, Anthropic.ID);
        place.writeTo(entry);
        return entry;
    }

    /** The block of an entry that came back. */
    static ObjectNode block(ObjectNode entry) {
        ObjectNode block = entry.deepCopy();
        block.remove(OURS);
        JsonNode input = block.path("input");
        if (input.isString()) {
            // a call that was cut off; Anthropic takes objects only
            block.set("input", Json.MAPPER.createObjectNode().put("arguments", input.asString()));
        }
        return block;
    }
}
