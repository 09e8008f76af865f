package ai.qnp.core.provider.anthropic;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a block stood in an answer. It travels with what clients keep of the block, since OpenAI's messages tear text,
 * thinking and server-side tools apart and Anthropic wants them back in their order.
 *
 * @param block among the answer's blocks
 * @param text characters of text that came before
 */
record Place(int block, int text) {
    static final String FIELD = "qnp_at";
    /** Where what has no place stood: at the beginning. */
    static final Place FIRST = new Place(-1, 0);

    void writeTo(ObjectNode entry) {
        entry.putArray(FIELD).add(block).add(text);
    }

    static Place of(JsonNode entry) {
        JsonNode at = entry.path(FIELD);
        return at.path(0).isInt() && at.path(1).isInt()
                ? new Place(at.path(0).asInt(), Math.max(0, at.path(1).asInt()))
                : FIRST;
    }

    /** Null for a block that thinking alone precedes, whose place is plain. */
    static @Nullable Place unlessPlain(int block, long text, boolean anythingBefore) {
        return anythingBefore || text > 0 ? of(block, text) : null;
    }

    static Place of(int block, long text) {
        return new Place(block, (int) Math.min(text, Integer.MAX_VALUE));
    }
}
