package ai.qnp.core.provider.google;

import ai.qnp.core.metering.Terms;
import tools.jackson.databind.JsonNode;

/**
 * What an answer searched. From Gemini 3 on each query is paid, before that each prompt that was grounded, whatever the
 * number of its queries; grounding by Google Maps is paid by the prompt.
 */
record Grounding(long searches, long places) {
    static final Grounding NONE = new Grounding(0, 0);

    /** The same with what a later event tells, which repeats what the earlier ones did. */
    Grounding and(JsonNode candidates, String model) {
        long queries = 0;
        boolean onMap = false;
        for (JsonNode candidate : candidates) {
            JsonNode metadata = candidate.path("groundingMetadata");
            queries += metadata.path("webSearchQueries")
                    .valueStream()
                    .filter(query -> !query.asString("").isBlank())
                    .count();
            onMap |= metadata.path("groundingChunks")
                    .valueStream()
                    .anyMatch(chunk -> chunk.path("maps").isObject());
        }
        long paid = GeminiModel.of(model).isThree() ? queries : Math.min(queries, 1);
        return new Grounding(Math.max(searches, paid), Math.max(places, onMap ? 1 : 0));
    }

    Terms onto(Terms terms) {
        return terms.calling("web_search", searches).calling("google_maps", places);
    }
}
