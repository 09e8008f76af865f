package ai.qnp.core.provider.google;

import ai.qnp.core.openai.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tool call whose arguments come bit by bit, each with the place where it belongs ({@code partialArgs}). They are put
 * together when all are there, since they may come in any order.
 *
 * @param index among the message's tool calls
 * @param last the last bits and the ones before
 */
record PartialCall(int index, @Nullable Bits last) {
    /** Some bits and the ones before them. */
    record Bits(JsonNode args, @Nullable Bits before) {}

    static PartialCall begin(int index) {
        return new PartialCall(index, null);
    }

    PartialCall and(JsonNode partialArgs) {
        return partialArgs.isEmpty() ? this : new PartialCall(index, new Bits(partialArgs, last));
    }

    /** The whole arguments as JSON. */
    String arguments() {
        List<JsonNode> latestFirst = new ArrayList<>();
        for (Bits bits = last; bits != null; bits = bits.before) {
            latestFirst.add(bits.args);
        }
        ObjectNode root = Json.MAPPER.createObjectNode();
        latestFirst
                .reversed()
                .forEach(args -> args.forEach(bit ->
                        ArgumentPath.of(bit.path("jsonPath").asString("")).put(root, bit)));
        return Json.MAPPER.writeValueAsString(root);
    }
}
