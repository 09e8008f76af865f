package ai.qnp.core.provider.google;

import ai.qnp.core.openai.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Grounding and citations of one choice as OpenAI's annotations, and as Google has them.
 *
 * @param grounding the last {@code groundingMetadata} that says anything
 * @param urlContext the last {@code urlContextMetadata}
 * @param citations all of {@code citationMetadata}'s entries
 */
record Sources(
        @Nullable JsonNode grounding,
        @Nullable JsonNode urlContext,
        @Nullable Cited citations) {
    static final Sources NONE = new Sources(null, null, null);

    /** A report of citations and the ones before it: adding one costs the same however many there are. */
    record Cited(JsonNode reported, @Nullable Cited before) {}

    /** The same with what a later piece of the candidate says. */
    Sources and(JsonNode candidate) {
        JsonNode metadata = candidate.path("citationMetadata");
        JsonNode reported = metadata.path("citationSources").isArray()
                ? metadata.path("citationSources")
                : metadata.path("citations");
        return new Sources(
                later(candidate.path("groundingMetadata"), grounding),
                later(candidate.path("urlContextMetadata"), urlContext),
                reported.isEmpty() ? citations : new Cited(reported, citations));
    }

    private static @Nullable JsonNode later(JsonNode value, @Nullable JsonNode before) {
        return value.isObject() && !value.isEmpty() ? value : before;
    }

    /** Writes {@code annotations} and Google's own fields into a message or delta; says whether there was anything. */
    boolean writeTo(ObjectNode message, String content) {
        ArrayNode annotations = Json.MAPPER.createArrayNode();
        CitedText text = new CitedText(content);
        if (grounding != null) {
            grounded(annotations, grounding, text);
            message.set("grounding_metadata", grounding);
        }
        if (urlContext != null) {
            message.set("url_context_metadata", urlContext);
        }
        ArrayNode cited = cited();
        for (JsonNode source : cited) {
            annotate(annotations, source, text.place(source));
        }
        if (!cited.isEmpty()) {
            message.putObject("citation_metadata").set("citations", cited);
        }
        if (!annotations.isEmpty()) {
            message.set("annotations", annotations);
        }
        return grounding != null || urlContext != null || !cited.isEmpty();
    }

    private ArrayNode cited() {
        List<JsonNode> latestFirst = new ArrayList<>();
        for (Cited entry = citations; entry != null; entry = entry.before) {
            latestFirst.add(entry.reported);
        }
        ArrayNode cited = Json.MAPPER.createArrayNode();
        latestFirst.reversed().forEach(reported -> reported.forEach(cited::add));
        return cited;
    }

    private static void grounded(ArrayNode annotations, JsonNode grounding, CitedText text) {
        JsonNode chunks = grounding.path("groundingChunks");
        if (grounding.path("groundingSupports").isEmpty()) {
            chunks.forEach(chunk -> annotate(annotations, source(chunk), CitedText.Place.NOWHERE));
            return;
        }
        for (JsonNode support : grounding.path("groundingSupports")) {
            CitedText.Place place = text.place(support.path("segment"));
            for (JsonNode index : support.path("groundingChunkIndices")) {
                annotate(annotations, source(chunks.path(index.asInt(-1))), place);
            }
        }
    }

    /** What a chunk points to: a web page, a place on a map, a document. */
    private static JsonNode source(JsonNode chunk) {
        return chunk.valueStream()
                .filter(kind -> kind.path("uri").isString())
                .findFirst()
                .orElse(Json.MAPPER.missingNode());
    }

    private static void annotate(ArrayNode annotations, JsonNode source, CitedText.Place place) {
        if (!source.path("uri").isString()) {
            return;
        }
        annotations
                .addObject()
                .put("type", "url_citation")
                .putObject("url_citation")
                .put("url", source.path("uri").asString())
                .put("title", source.path("title").asString(""))
                .put("start_index", place.start())
                .put("end_index", place.end());
    }
}
