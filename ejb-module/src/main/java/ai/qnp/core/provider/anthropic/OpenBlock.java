package ai.qnp.core.provider.anthropic;

import ai.qnp.core.openai.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A content block that began and has not stopped. */
sealed interface OpenBlock {
    /**
     * Text.
     *
     * @param start where it begins in the message's content, in characters
     * @param citations the last of those that came, each of which knows the one before
     */
    record Text(long start, @Nullable Cited citations) implements OpenBlock {}

    /** A citation and the ones before it: adding one costs the same however many there are. */
    record Cited(JsonNode citation, @Nullable Cited before) {
        List<JsonNode> inOrder() {
            List<JsonNode> backwards = new ArrayList<>();
            for (Cited cited = this; cited != null; cited = cited.before) {
                backwards.add(cited.citation);
            }
            return backwards.reversed();
        }
    }

    /**
     * A tool call.
     *
     * @param index among the message's tool calls
     * @param input what the block began with, which is an empty object when pieces follow
     * @param anyPiece whether one came
     */
    record ToolCall(int index, JsonNode input, boolean anyPiece) implements OpenBlock {}

    /** A call of the tool that stands for the answer, with its input as above. */
    record Answer(JsonNode input, boolean anyPiece) implements OpenBlock {}

    /** What to send at the end when no piece came: a call without parameters has none, and clients parse it. */
    static String wholeInput(JsonNode input) {
        return input.isObject() ? Json.MAPPER.writeValueAsString(input) : "{}";
    }

    /** Thinking, by its index in {@code reasoning_details}. */
    record Thinking(int index) implements OpenBlock {}

    /**
     * A block of a server-side tool, told only when it is whole.
     *
     * @param block as it began
     * @param place where it stands
     * @param input the last piece of its input
     */
    record ProviderOwn(
            ObjectNode block, Place place, @Nullable Piece input) implements OpenBlock {
        /** The block with its input in place. */
        ObjectNode whole() {
            if (input == null) {
                return block;
            }
            ObjectNode whole = block.deepCopy();
            String json = input.joined();
            try {
                whole.set("input", Json.MAPPER.readTree(json));
            } catch (JacksonException broken) {
                whole.put("input", json);
            }
            return whole;
        }
    }

    /** A piece of text and the ones before it: adding one costs the same however many there are. */
    record Piece(String text, @Nullable Piece before) {
        String joined() {
            List<String> inOrder = new ArrayList<>();
            for (Piece piece = this; piece != null; piece = piece.before) {
                inOrder.add(piece.text);
            }
            return String.join("", inOrder.reversed());
        }
    }
}
