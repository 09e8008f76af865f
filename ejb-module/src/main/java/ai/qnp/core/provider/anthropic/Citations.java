package ai.qnp.core.provider.anthropic;

import ai.qnp.core.openai.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Web citations as OpenAI's annotations. */
final class Citations {
    private Citations() {}

    static boolean isWeb(JsonNode citation) {
        return citation.path("type").asString("").equals("web_search_result_location");
    }

    /**
     * The annotation.
     *
     * @param start where the cited text begins in the message's content, in characters
     * @param end behind its last character
     */
    static ObjectNode annotation(JsonNode citation, long start, long end) {
        ObjectNode annotation = Json.MAPPER.createObjectNode().put("type", "url_citation");
        annotation
                .putObject("url_citation")
                .put("url", citation.path("url").asString(""))
                .put("title", citation.path("title").asString(""))
                .put("start_index", start)
                .put("end_index", end);
        return annotation;
    }
}
