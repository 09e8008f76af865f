package ai.qnp.core.provider.anthropic;

import ai.qnp.core.openai.Json;
import ai.qnp.core.provider.StreamParts;
import ai.qnp.core.provider.anthropic.OpenBlock.Cited;
import ai.qnp.core.provider.anthropic.StreamState.Listed;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The deltas of a stream's chunks. */
final class Deltas {
    private Deltas() {}

    /** A tool call begins. */
    static ObjectNode toolCall(int index, JsonNode block) {
        ObjectNode call = Json.MAPPER
                .createObjectNode()
                .put("index", index)
                .put("id", block.path("id").asString(""))
                .put("type", "function");
        call.putObject("function").put("name", block.path("name").asString("")).put("arguments", "");
        return StreamParts.listed("tool_calls", call);
    }

    /** A piece of a tool call's arguments. */
    static ObjectNode arguments(int index, String piece) {
        ObjectNode call = Json.MAPPER.createObjectNode().put("index", index);
        call.putObject("function").put("arguments", piece);
        return StreamParts.listed("tool_calls", call);
    }

    /** A piece of a thinking block's signature. */
    static ObjectNode signature(int entry, String piece) {
        return StreamParts.listed(
                ReasoningDetails.FIELD,
                ReasoningDetails.piece("thinking", entry).put("signature", piece));
    }

    /** A piece of thinking, by its text and in its block. */
    static ObjectNode thinking(int entry, String piece) {
        return StreamParts.listed(
                        ReasoningDetails.FIELD,
                        ReasoningDetails.piece("thinking", entry).put("thinking", piece))
                .put("reasoning_content", piece);
    }

    /** A whole block of a server-side tool. */
    static ObjectNode providerContent(OpenBlock.ProviderOwn own, int index) {
        return StreamParts.listed(
                ProviderContent.FIELD,
                ProviderContent.entry(own.whole(), own.place()).put("index", index));
    }

    /** A text's citations, and those of the web as annotations. */
    static ObjectNode citations(Cited last, Listed listed, long start, long end) {
        ArrayNode annotations = Json.MAPPER.createArrayNode();
        ArrayNode citations = Json.MAPPER.createArrayNode();
        for (JsonNode citation : last.inOrder()) {
            if (citation instanceof ObjectNode object) {
                citations.add(object.deepCopy().put("index", listed.citations() + citations.size()));
            }
            if (Citations.isWeb(citation)) {
                annotations.add(Citations.annotation(citation, start, end)
                        .put("index", listed.annotations() + annotations.size()));
            }
        }
        ObjectNode delta = StreamParts.delta();
        if (!annotations.isEmpty()) {
            delta.set("annotations", annotations);
        }
        return delta.set("citations", citations);
    }
}
